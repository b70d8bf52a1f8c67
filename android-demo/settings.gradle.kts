// NOT BUILT in this repository; see app/build.gradle.kts.
pluginManagement {
    repositories {
        google()
        mavenCentral()
        gradlePluginPortal()
    }
}
dependencyResolutionManagement {
    repositories {
        google()
        mavenCentral()
    }
}
rootProject.name = "relatch-demo"
include(":app", ":app-core", ":library")
project(":library").projectDir = file("../bindings/kotlin")
