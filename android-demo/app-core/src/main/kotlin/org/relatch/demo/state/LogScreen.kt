package org.relatch.demo.state

import org.relatch.Day
import org.relatch.DaySummary
import org.relatch.Entry
import org.relatch.EntryQuery
import org.relatch.JournalInterface
import org.relatch.Now
import org.relatch.Stamp

private const val DAY_MS = 86_400_000L

/** One line of the log. */
public data class LogRow(
    val id: String,
    /** What kind of sheet changes it; absent for what came from another app. */
    val type: EntryType?,
    val time: String,
    val title: String,
    val detail: String,
    /** Its amount; absent where it has none, and in simple mode. */
    val amount: String?,
    val sign: Sign,
    /** The row as one sentence, for a screen reader. */
    val spoken: String,
)

/** Everything that the log shows of a day. */
public data class LogScreen(
    val day: Day,
    val title: String,
    val summary: String,
    val strip: DayStrip,
    /** Latest first. */
    val rows: List<LogRow>,
    /** Words where there is no row. */
    val empty: String?,
    /** Whether the arrow to the next day is there. */
    val hasLater: Boolean,
    val isDiapersComplete: Boolean,
    val isAway: Boolean,
)

/** A day made straight: from the start of the day to the next. Places are 0 to 1. */
public data class DayStrip(
    val rays: List<Ray>,
    /** The present; absent on another day. */
    val now: Float?,
    val night: ClosedFloatingPointRange<Float>?,
    /** Times at the foot: their place and words. */
    val times: List<Pair<Float, String>>,
) {
    /** One session. */
    public data class Ray(val place: Float, val minutes: Float, val isNight: Boolean)
}

/** What the log of a day was made of. */
public class LogRead(
    public val summary: DaySummary,
    public val today: Day,
    public val entries: List<Entry>,
    /** With one baby at most no name is needed before an entry. */
    public val isOnlyBaby: Boolean,
    public val now: Now,
)

/** Reads a day; without one, today. */
public fun readLog(journal: JournalInterface, day: Day?, now: Now): LogRead {
    val summary = journal.day(day, now)
    val today = if (day == null) summary.day else journal.home(now).today.day
    // Two days around, then by the day each entry belongs to: offsets differ.
    val from = (dayNumber(summary.day) - 1) * DAY_MS
    val entries = generateSequence(journal.entries(EntryQuery(from, from + 4 * DAY_MS, 500))) { page ->
        page.cursor?.let { journal.entries(EntryQuery(from, from + 4 * DAY_MS, 500, it)) }
    }.flatMap { it.entries }.filter { it.day == summary.day }.toList()
    return LogRead(summary, today, entries, journal.babies().size < 2, now)
}

/** The log as it is shown. */
public fun logScreen(read: LogRead, format: Format): LogScreen {
    val (day, simple) = read.summary to format.settings.simple
    return LogScreen(
        day = day.day,
        title = format.mediumDay(day.day),
        summary = if (simple) "" else summary(day, format),
        strip = dayStrip(read.entries.mapNotNull(::drawnSession), read.now, day.day == read.today, format),
        rows = read.entries.reversed().map { row(it, read.isOnlyBaby, format) },
        empty = if (read.entries.isEmpty()) format.text("log.empty") else null,
        hasLater = day.day < read.today,
        isDiapersComplete = day.diapersComplete,
        isAway = day.away,
    )
}

private fun summary(day: DaySummary, format: Format): String {
    val sessions = day.sessions ?: return ""
    if (sessions == 0) return ""
    val time = "time" to format.duration(day.stimulationMs ?: 0)
    val count = "sessions" to format.number(sessions)
    val gap = day.longestGapMs ?: return format.text("log.summary.zero_gap", count, time)
    return format.text("log.summary.full", count, time, "gap" to format.duration(gap))
}

private fun row(entry: Entry, isOnlyBaby: Boolean, format: Format): LogRow {
    val simple = format.settings.simple
    val title = format.about(entry.baby.takeUnless { isOnlyBaby }, format.kind(entry.kind))
    val detail = if (simple) "" else format.detail(entry)
    val amount = if (simple) null else format.amount(entry)
    val time = format.time(entry.start)
    return LogRow(
        id = entry.id,
        type = EntrySheet.typeOf(entry.kind),
        time = time,
        title = title,
        detail = detail,
        amount = amount,
        sign = entry.kind.sign(),
        spoken = listOfNotNull(time, title, detail.ifEmpty { null }, amount).joinToString(", "),
    )
}

internal fun dayStrip(sessions: List<DrawnSession>, now: Now, isToday: Boolean, format: Format): DayStrip {
    val settings = format.settings
    val start = minutesOfDay(settings.dayStart) ?: 0
    val place = { minute: Int -> ((minute - start).mod(DAY_MINUTES)) / DAY_MINUTES.toFloat() }
    val rays = sessions.map {
        DayStrip.Ray(placeOfDay(it.start, format), drawnMinutes(it.timedMs), isNight(it.start, settings))
    }
    val from = place(minutesOfDay(settings.night.from) ?: 0)
    val to = place(minutesOfDay(settings.night.to) ?: 0).let { if (it <= from) 1f else it }
    val times = (0..4).map { quarter ->
        quarter / 4f to format.clock(clockTime((start + quarter * DAY_MINUTES / 4) % DAY_MINUTES))
    }
    return DayStrip(
        rays,
        now = if (isToday) placeOfDay(now.stamp(now.utcMs), format) else null,
        night = if (from < to) from..to else null,
        times = times,
    )
}

/** Where a moment lies in its day, 0 to 1 from the start of the day. */
internal fun placeOfDay(stamp: Stamp, format: Format): Float {
    val minute = (stamp.local().mod(DAY_MS) / 60_000).toInt()
    return (minute - (minutesOfDay(format.settings.dayStart) ?: 0)).mod(DAY_MINUTES) / DAY_MINUTES.toFloat()
}

private const val DAY_MINUTES = 1_440
