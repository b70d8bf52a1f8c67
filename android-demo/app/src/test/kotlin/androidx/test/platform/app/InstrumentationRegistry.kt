package androidx.test.platform.app

import android.app.Instrumentation
import android.os.Bundle

// The packages below androidx.test are what Robolectric links against, with the names and signatures of its call sites:
// the library itself is in no public repository but Google's.

object InstrumentationRegistry {
    private var running: Instrumentation? = null
    private var given = Bundle()

    @JvmStatic
    fun registerInstance(instance: Instrumentation?, args: Bundle?) {
        running = instance
        given = args ?: Bundle()
    }

    @JvmStatic
    fun getInstrumentation(): Instrumentation = checkNotNull(running) { "no test is running" }

    @JvmStatic
    fun getArguments(): Bundle = Bundle(given)
}
