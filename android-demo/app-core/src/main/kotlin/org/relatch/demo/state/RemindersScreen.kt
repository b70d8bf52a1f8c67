package org.relatch.demo.state

import org.relatch.HealthReport
import org.relatch.HealthState
import org.relatch.Home
import org.relatch.JournalInterface
import org.relatch.Now
import org.relatch.Phone
import org.relatch.QuietPolicy
import org.relatch.ReminderKind
import org.relatch.ReminderPlan
import org.relatch.ReminderRule
import org.relatch.ReminderRules
import org.relatch.ReminderStage
import org.relatch.SessionEdge
import org.relatch.Stamp

private const val DAY_MS = 86_400_000L
private const val HOUR_MS = 3_600_000L
private const val SLEEP_MS = 4 * HOUR_MS

/** What a row of the health card leads to. */
public enum class Help { NOTIFICATIONS, CHANNEL, BATTERY, EXACT_ALARMS, NONE }

/** One line about whether reminders come through: what one would notice, why, and what helps. */
public data class HealthRow(val title: String, val detail: String, val help: Help, val isWell: Boolean)

/** One rule. */
public data class RuleRow(val id: String, val title: String, val detail: String, val sign: RuleSign)

/** The icon of a rule. */
public enum class RuleSign { BELL, CLOCK, SCALE, PILL, FLAG, HOLD }

/** The next 24 hours; places are 0 now to 1. */
public data class Timeline(
    /** Reminders: their place and time. */
    val dues: List<Pair<Float, String>>,
    val nights: List<ClosedFloatingPointRange<Float>>,
    val quiet: List<ClosedFloatingPointRange<Float>>,
    /** Marks below: their place and time. */
    val hours: List<Pair<Float, String>>,
    /** The drawing as one sentence, for a screen reader. */
    val spoken: String,
)

/** Everything that Reminders shows. */
public data class RemindersScreen(
    val title: String,
    /** Time of the next session; absent when there is none. */
    val next: String?,
    /** What it counts from. */
    val nextDetail: String,
    val timeline: Timeline,
    /** What passed since the last session; absent when nothing did. */
    val missed: String?,
    val sleep: String,
    /** A time of sleep goes on: what ends it. */
    val sleepEnd: String?,
    val health: List<HealthRow>,
    val rules: List<RuleRow>,
    /** Quiet hours. */
    val quiet: RuleRow,
    /** Words where no rule is set. */
    val none: String?,
)

/** What Reminders was made of. */
public class RemindersRead(
    public val plan: ReminderPlan,
    public val rules: ReminderRules,
    public val home: Home,
    public val health: HealthReport,
    public val now: Now,
)

/** Reads the plan and all about it. */
public fun readReminders(journal: JournalInterface, phone: Phone, now: Now): RemindersRead = RemindersRead(
    journal.planReminders(phone, null, null, now),
    journal.rules(),
    journal.home(now),
    journal.reminderHealth(phone, now),
    now,
)

/** Reminders as they are shown. */
public fun remindersScreen(read: RemindersRead, format: Format): RemindersScreen {
    val interval = read.rules.rules.firstNotNullOfOrNull { it.kind as? ReminderKind.Interval }
    val sleeps = read.rules.sleep?.takeIf { read.now.utcMs in it.fromMs until it.untilMs }
    return RemindersScreen(
        title = format.text("reminders.title"),
        next = read.home.next?.let { format.time(it.at) },
        nextDetail = interval?.let {
            val key = if (it.from == SessionEdge.START) "reminders.after_start" else "reminders.after_end"
            format.text(key, "interval" to format.duration(it.everyMs))
        }.orEmpty(),
        timeline = timeline(read, format),
        missed = read.plan.missed.takeIf { it > 0 }?.let { format.counted("reminders.missed", "missed", it) },
        sleep = format.text(
            "reminders.sleep",
            "hours" to format.number(SLEEP_MS / HOUR_MS),
            "time" to format.time(read.now.utcMs + SLEEP_MS, read.now),
        ),
        sleepEnd = sleeps?.let { format.text("reminders.sleep_end") },
        health = health(read.health, format),
        rules = read.rules.rules.map { rule(it, format) },
        quiet = quiet(read.rules, format),
        none = if (read.rules.rules.isEmpty()) format.text("reminders.none") else null,
    )
}

private fun health(report: HealthReport, format: Format): List<HealthRow> {
    val rows = report.lines.map { line ->
        val number = format.number(line.count)
        val values = arrayOf("days" to number, "minutes" to number, "count" to number)
        val words = { key: String ->
            if (format.has(key)) format.text(key, *values) else format.counted(key, "count", line.count, *values)
        }
        HealthRow(words(line.textKey), words("${line.textKey}_why"), line.state.help(), isWell = false)
    }
    return rows.ifEmpty { listOf(HealthRow(format.text("health.well"), "", Help.NONE, isWell = true)) }
}

private fun HealthState.help(): Help = when (this) {
    HealthState.NOTIFICATIONS_OFF -> Help.NOTIFICATIONS
    HealthState.CHANNEL_OFF -> Help.CHANNEL
    HealthState.BATTERY_RESTRICTED -> Help.BATTERY
    HealthState.EXACT_ALARMS_OFF -> Help.EXACT_ALARMS
    else -> Help.NONE
}

private fun rule(rule: ReminderRule, format: Format): RuleRow {
    fun row(key: String, detail: String, sign: RuleSign): RuleRow {
        val nag = rule.nagMs?.let { "${format.text("reminders.nag")}, ${format.duration(it)}" }
        return RuleRow(rule.id, format.text(key), listOfNotNull(detail, nag).joinToString("; "), sign)
    }

    fun times(times: List<String>) = times.joinToString(", ", transform = format::clock)
    return when (val kind = rule.kind) {
        is ReminderKind.Interval -> row(
            "reminders.interval",
            format.text(
                "reminders.interval_detail",
                "interval" to format.duration(kind.everyMs),
                "night_interval" to format.duration(kind.nightEveryMs),
            ),
            RuleSign.BELL,
        )

        is ReminderKind.Times -> row("reminders.times", times(kind.times), RuleSign.CLOCK)
        is ReminderKind.WeighIn -> row("reminders.weigh_in", times(kind.times), RuleSign.SCALE)
        is ReminderKind.Medicine -> row("reminders.medicine", "${kind.name}: ${times(kind.times)}", RuleSign.PILL)
        is ReminderKind.CarePlan -> row("reminders.care_plan", times(kind.times), RuleSign.FLAG)
    }
}

private fun quiet(rules: ReminderRules, format: Format): RuleRow {
    val quiet = rules.quiet ?: return RuleRow("", format.text("reminders.quiet_off"), "", RuleSign.HOLD)
    val to = format.clock(quiet.window.to)
    val key = when (quiet.policy) {
        QuietPolicy.DELAY -> "reminders.quiet_delay"
        QuietPolicy.SUPPRESS -> "reminders.quiet_suppress"
        QuietPolicy.SILENT -> "reminders.quiet_silent"
    }
    val title = format.text("reminders.quiet_row", "from" to format.clock(quiet.window.from), "to" to to)
    return RuleRow("", title, format.text(key, "to" to to), RuleSign.HOLD)
}

private fun timeline(read: RemindersRead, format: Format): Timeline {
    val now = read.now
    val place = { ms: Long -> ((ms - now.utcMs) / DAY_MS.toFloat()) }
    val dues = read.plan.items.filter { it.stage == ReminderStage.DUE && it.atMs in now.utcMs until now.utcMs + DAY_MS }
        .sortedBy { it.atMs }
        .map { place(it.atMs) to format.time(Stamp(it.atMs, it.offsetS)) }
    val night = format.settings.night
    val quiet = read.rules.quiet?.window
    val hours = (1..23).map { now.utcMs + it * HOUR_MS }.map { it - it.mod(HOUR_MS) }
        .filter { now.stamp(it).clock().startsWith("00") || (now.stamp(it).local() / HOUR_MS).mod(SIX) == 0L }
        .filter { place(it) > 0.04f && place(it) < 0.97f }
        .map { place(it) to format.time(it, now) }
    return Timeline(
        dues,
        nights = windows(now, night.from, night.to),
        quiet = quiet?.let { windows(now, it.from, it.to) }.orEmpty(),
        hours = hours,
        spoken = dues.joinToString(", ") { it.second }.ifEmpty { format.text("reminders.none") },
    )
}

private const val SIX = 6L

/** Where a window of the day lies in the next 24 hours; at its ends it may lie there twice. */
private fun windows(now: Now, from: String, to: String): List<ClosedFloatingPointRange<Float>> {
    val minute = minutesOfDay(now.stamp(now.utcMs).clock()) ?: 0
    val a = (minutesOfDay(from) ?: return emptyList()) - minute
    val length = ((minutesOfDay(to) ?: return emptyList()) - (minutesOfDay(from) ?: 0)).mod(DAY_MINUTES)
    return listOf(a - DAY_MINUTES, a, a + DAY_MINUTES).mapNotNull { start ->
        val (first, last) = maxOf(start, 0) to minOf(start + length, DAY_MINUTES)
        if (first < last) first / DAY_MINUTES.toFloat()..last / DAY_MINUTES.toFloat() else null
    }
}

private const val DAY_MINUTES = 1_440
