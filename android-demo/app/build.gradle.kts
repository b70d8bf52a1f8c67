// The app for phones. NOT BUILT in this repository: the Android Gradle plugin, the SDK and the NDK come from where its
// machines cannot reach. What is built and tested here is pom.xml, from the same sources and resources.
//
//   cargo xtask bindings
//   cargo ndk -t arm64-v8a -t armeabi-v7a -t x86_64 -o bindings/kotlin/src/main/jniLibs \
//       build --profile mobile -p relatch-bindings
//   gradle -p android-demo :app:assembleRelease
plugins {
    id("com.android.application")
    id("org.jetbrains.kotlin.android")
}

android {
    namespace = "org.relatch.demo"
    compileSdk = 35

    defaultConfig {
        applicationId = "org.relatch.demo"
        minSdk = 26
        targetSdk = 35
        versionCode = 1
        versionName = "0.1.0"
    }

    buildTypes {
        release {
            isMinifyEnabled = true
            // Sentences are found by name, as their keys come from the core: none may be taken out as unused.
            isShrinkResources = false
            proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"))
        }
    }

    sourceSets["main"].kotlin.srcDirs("src/main/kotlin")
    sourceSets["main"].res.srcDirs("src/main/res", "../../bindings/kotlin/src/main/res")

    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_11
        targetCompatibility = JavaVersion.VERSION_11
    }
}

dependencies { implementation(project(":app-core")) }
