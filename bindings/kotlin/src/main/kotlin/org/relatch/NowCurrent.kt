package org.relatch

import java.time.Instant
import java.time.ZoneId

private const val DAY_MS = 86_400_000L

/**
 * The present by this device: its time, its zone with the clock changes around it, and the clock nobody can set.
 *
 * Make one for every call. The zone table reaches from two days back to twelve ahead, which is what reminders need.
 *
 * @param zone the zone to show times in; by default the one the device is set to
 * @param clock the clock that only runs forward; on Android give the one of `SystemClock.elapsedRealtime()`
 */
public fun Now.Companion.current(
    zone: ZoneId = ZoneId.systemDefault(),
    clock: BootClock? = BootClock.read(),
): Now = at(Instant.now(), zone, clock)

/**
 * A given moment in a given zone, for previews and tests.
 *
 * @param clock the clock that only runs forward; without it durations come from the wall clock
 */
public fun Now.Companion.at(instant: Instant, zone: ZoneId, clock: BootClock? = null): Now {
    val utcMs = instant.toEpochMilli()
    return Now(
        utcMs = utcMs,
        offsetS = zone.rules.getOffset(instant).totalSeconds,
        zone = zone.id,
        monotonicMs = clock?.monotonicMs,
        bootId = clock?.bootId,
        zoneTable = ZoneTable.of(zone, utcMs - 2 * DAY_MS, utcMs + 12 * DAY_MS),
    )
}
