// For apps that include this library as source, with the Android Gradle plugin. NOT BUILT in this repository: the plugin
// and the SDK come from where its machines cannot reach. What is built and tested here is pom.xml.
plugins {
    id("com.android.library")
    id("org.jetbrains.kotlin.android")
}

android {
    namespace = "org.relatch"
    compileSdk = 36

    defaultConfig {
        minSdk = 26
        consumerProguardFiles("consumer-rules.pro")
    }

    sourceSets["main"].kotlin.srcDirs("src/main/kotlin", "src/android/kotlin", "../../target/bindings/kotlin")
    // librelatch.so for each ABI, linked with -Wl,-z,max-page-size=16384.
    sourceSets["main"].jniLibs.srcDirs("src/main/jniLibs")

    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_11
        targetCompatibility = JavaVersion.VERSION_11
    }
}

dependencies {
    // The archive, not the jar: it carries JNA's own library for each ABI. From 5.17 on it is aligned for 16 KB pages.
    implementation("net.java.dev.jna:jna:5.19.1@aar")
}
