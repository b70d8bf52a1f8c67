// NOT BUILT in this repository; see build.gradle.kts.
rootProject.name = "relatch"
