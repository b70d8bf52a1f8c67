package org.relatch.demo.state

import org.relatch.ClockTime
import org.relatch.Day
import org.relatch.Entry
import org.relatch.Home
import org.relatch.Now
import org.relatch.Settings
import org.relatch.Stamp

private const val DAY_MS = 86_400_000L
private const val UNKNOWN_MINUTES = 4f
private const val LONGEST_MINUTES = 30f

/** The last 24 hours as a clock face: one ray a session, noon on top. Turns are 0 to 1, clockwise from noon. */
public data class DayRing(
    /** Rays, oldest first. */
    val rays: List<Ray>,
    /** Turn of the present. */
    val now: Float,
    /** Turn of the next session within 24 hours. */
    val next: Float?,
    /** Turn at which the night begins. */
    val nightFrom: Float,
    /** Turn at which the night ends. */
    val nightTo: Float,
    /** Turn at which the day began. */
    val dayStart: Float,
    /** The drawing as one sentence, for a screen reader. */
    val spoken: String,
) {
    /** One session. */
    public data class Ray(
        /** When it began. */
        val turn: Float,
        /** Minutes to draw, 0 to 30; unknown ones draw as 4. */
        val minutes: Float,
        /** Began before the present day: drawn dim. */
        val isEarlier: Boolean,
        /** Began in the night: drawn as a lamp. */
        val isNight: Boolean,
        /** Is running. */
        val isRunning: Boolean,
    )
}

/** A session as the ring and the strip of a day draw it. */
public data class DrawnSession(val start: Stamp, val timedMs: Long?, val day: Day)

/** The session of an entry; absent when it counts as none. */
public fun drawnSession(entry: Entry): DrawnSession? =
    if (entry.kind.isStimulation) DrawnSession(entry.start, entry.kind.timedMs, entry.day) else null

internal fun drawnMinutes(timedMs: Long?): Float =
    timedMs?.let { (it / 60_000f).coerceAtMost(LONGEST_MINUTES) } ?: UNKNOWN_MINUTES

private fun turn(stamp: Stamp): Float = turn((stamp.utcMs + stamp.offsetS * 1_000L).mod(DAY_MS))

private fun turn(msOfDay: Long): Float = (msOfDay / DAY_MS.toFloat() + 0.5f).mod(1f)

internal fun turn(clock: ClockTime): Float = turn((minutesOfDay(clock) ?: 0) * 60_000L)

internal fun isNight(stamp: Stamp, settings: Settings): Boolean {
    val minute = ((stamp.utcMs + stamp.offsetS * 1_000L).mod(DAY_MS) / 60_000).toInt()
    val from = minutesOfDay(settings.night.from) ?: 0
    val to = minutesOfDay(settings.night.to) ?: 0
    return if (from <= to) minute in from until to else minute >= from || minute < to
}

internal fun dayRing(home: Home, sessions: List<DrawnSession>, now: Now, format: Format): DayRing {
    val settings = format.settings
    val shown = sessions.filter { it.start.utcMs in now.utcMs - DAY_MS + 1..now.utcMs }
    val rays = shown.map {
        DayRing.Ray(
            turn(it.start),
            drawnMinutes(it.timedMs),
            it.day < home.today.day,
            isNight(it.start, settings),
            isRunning = false,
        )
    } + home.running.map {
        DayRing.Ray(turn(it.start), drawnMinutes(it.elapsedMs), isEarlier = false, isNight = true, isRunning = true)
    }
    val next = home.next?.takeIf { it.at.utcMs - now.utcMs in 1 until DAY_MS }
    return DayRing(
        rays,
        now = turn(now.stamp(now.utcMs)),
        next = next?.let { turn(it.at) },
        nightFrom = turn(settings.night.from),
        nightTo = turn(settings.night.to),
        dayStart = turn(settings.dayStart),
        spoken = spoken(home, shown, format),
    )
}

private fun spoken(home: Home, shown: List<DrawnSession>, format: Format): String {
    if (shown.isEmpty() && home.running.isEmpty()) return format.text("reader.ring_empty")
    val list = shown.joinToString("; ") {
        val time = "time" to format.time(it.start)
        when (val ms = it.timedMs) {
            null -> format.text("reader.session_untimed", time)
            else -> format.text("reader.session", time, "minutes" to format.number(ms / 60_000))
        }
    }
    return format.text(
        "reader.ring",
        "sessions" to format.counted("count.sessions", "sessions", home.today.sessions ?: 0),
        "list" to list,
        "time" to (home.next?.let { format.time(it.at) } ?: format.text("home.when_ready")),
    )
}
