package org.relatch

import java.io.File
import java.io.IOException

/**
 * A reading of a clock that nobody can set: it runs from the start of the device, also while the device sleeps.
 *
 * On Android make it from `SystemClock.elapsedRealtime()` and `Settings.Global.BOOT_COUNT`, which this library cannot
 * read: it knows no Android class.
 *
 * @property monotonicMs milliseconds since the device started
 * @property bootId changes with every start of the device; absent where the system does not tell
 */
public data class BootClock(
    val monotonicMs: Long,
    val bootId: String?,
) {
    public companion object {
        /** Reads the clock of a Linux machine; absent on other systems. */
        public fun read(): BootClock? =
            try {
                // The first figure is the seconds since boot, sleep included, to the hundredth.
                val seconds = File("/proc/uptime").readText().substringBefore(' ')
                val bootId = File("/proc/sys/kernel/random/boot_id").readText().trim()
                BootClock(seconds.replace(".", "").toLong() * 10, bootId)
            } catch (_: IOException) {
                null
            } catch (_: NumberFormatException) {
                null
            }
    }
}
