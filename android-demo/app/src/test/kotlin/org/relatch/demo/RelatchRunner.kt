package org.relatch.demo

import org.junit.runners.model.FrameworkMethod
import org.robolectric.RobolectricTestRunner
import org.robolectric.internal.bytecode.InstrumentationConfiguration

/**
 * Robolectric loads every class anew for each level of Android, but a native library has one state for the whole
 * process. JNA and the bindings therefore stay in the outer class loader, shared by all levels.
 */
class RelatchRunner(testClass: Class<*>) : RobolectricTestRunner(testClass) {
    override fun createClassLoaderConfig(method: FrameworkMethod): InstrumentationConfiguration {
        val outside = InstrumentationConfiguration.Builder(super.createClassLoaderConfig(method))
            .doNotAcquirePackage("com.sun.jna.")
            .doNotAcquirePackage("kotlin.")
        // A package here is a beginning of a name: the library's classes, but not the package of the app.
        ('A'..'Z').forEach { outside.doNotAcquirePackage("org.relatch.$it") }
        return outside.build()
    }
}
