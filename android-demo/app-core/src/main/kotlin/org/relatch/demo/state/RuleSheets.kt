package org.relatch.demo.state

import org.relatch.ClockWindow
import org.relatch.JournalInterface
import org.relatch.Now
import org.relatch.QuietHours
import org.relatch.QuietPolicy
import org.relatch.ReminderKind
import org.relatch.ReminderRule
import org.relatch.SessionEdge

private const val MINUTE_MS = 60_000L
private const val INTERVAL = "interval"
private const val TIMES = "times"
private const val WEIGH_IN = "weigh_in"
private const val MEDICINE = "medicine"
private const val CARE_PLAN = "care_plan"

/** A rule of reminders: a new one, or one to change. Intervals are typed in minutes, times as "08:00, 12:30". */
public class RuleSheet(private val id: String, private val isNew: Boolean) : Sheet {
    private var since = 0L

    override fun read(journal: JournalInterface, now: Now, format: () -> Format): Map<String, String> {
        val rule = journal.rules().rules.firstOrNull { it.id == id && !isNew }
            ?: return mapOf(
                "kind" to INTERVAL,
                "every" to "150",
                "night_every" to "300",
                "from" to SessionEdge.START.name,
            )
        since = rule.sinceMs
        val nag = "nag" to rule.nagMs?.let { "${it / MINUTE_MS}" }.orEmpty()
        return mapOf(nag) + when (val kind = rule.kind) {
            is ReminderKind.Interval -> mapOf(
                "kind" to INTERVAL,
                "every" to "${kind.everyMs / MINUTE_MS}",
                "night_every" to "${kind.nightEveryMs / MINUTE_MS}",
                "from" to kind.from.name,
            )

            is ReminderKind.Times -> mapOf("kind" to TIMES, TIMES to kind.times.joinToString())
            is ReminderKind.WeighIn -> mapOf("kind" to WEIGH_IN, TIMES to kind.times.joinToString())
            is ReminderKind.Medicine ->
                mapOf("kind" to MEDICINE, TIMES to kind.times.joinToString(), "name" to kind.name)
            is ReminderKind.CarePlan -> mapOf("kind" to CARE_PLAN, TIMES to kind.times.joinToString())
        }
    }

    override fun title(values: Map<String, String>, format: Format): String =
        format.text(if (isNew) "reminders.add" else "reminders.${values["kind"] ?: INTERVAL}")

    override fun parts(values: Map<String, String>, format: Format): List<Part> {
        val kind = Part.Choice(
            "kind",
            "",
            listOf(INTERVAL, TIMES, WEIGH_IN, MEDICINE, CARE_PLAN)
                .map { Part.Option(it, format.text("reminders.$it")) },
        )
        val nag = Part.Field("nag", format.text("reminders.nag_field"), Input.NUMBER)
        val times = Part.Field(TIMES, format.text("reminders.times_field"))
        val own = when (values["kind"]) {
            INTERVAL -> listOf(
                Part.Field("every", format.text("reminders.every_field"), Input.NUMBER),
                Part.Field("night_every", format.text("reminders.night_every_field"), Input.NUMBER),
                Part.Choice(
                    "from",
                    "",
                    listOf(
                        Part.Option(SessionEdge.START.name, format.text("reminders.from_start")),
                        Part.Option(SessionEdge.END.name, format.text("reminders.from_end")),
                    ),
                ),
            )

            MEDICINE -> listOf(Part.Field("name", format.text("form.name")), times)

            else -> listOf(times)
        }
        return listOf(kind) + own + nag
    }

    override fun save(values: Map<String, String>, format: Format, now: Now): Saving {
        val read = Reader(values, format)
        val nag = read.minutesMs("nag")
        val kind = when (values["kind"]) {
            INTERVAL -> {
                val every = read.minutesMs("every") ?: read.refused("every")
                val night = read.minutesMs("night_every") ?: read.refused("night_every")
                val from = SessionEdge.valueOf(values["from"] ?: SessionEdge.START.name)
                if (every == null || night == null) null else ReminderKind.Interval(every, night, from)
            }

            WEIGH_IN -> ReminderKind.WeighIn(times(read), emptyList())
            MEDICINE -> ReminderKind.Medicine(read.text("name").orEmpty(), times(read), emptyList())
            CARE_PLAN -> ReminderKind.CarePlan(times(read), emptyList())
            else -> ReminderKind.Times(times(read), emptyList())
        }
        if (read.problems.isNotEmpty() || kind == null) return Saving.Refused(read.problems)
        val rule = ReminderRule(if (isNew) "" else id, kind, nag, since)
        return Saving.Call { journal, at ->
            journal.setRule(rule, at)
            Saved(null, null, null)
        }
    }

    private fun times(read: Reader): List<String> {
        val typed = read.text(TIMES).orEmpty().split(',', ';', ' ').filter { it.isNotBlank() }
        val times = typed.map { it.trim().padStart(5, '0') }
        if (times.isEmpty() || times.any { minutesOfDay(it) == null }) read.refused<Unit>(TIMES)
        return times
    }

    override fun delete(values: Map<String, String>): ((JournalInterface, Now) -> Saved)? =
        if (isNew) {
            null
        } else {
            { journal, _ ->
                journal.removeRule(id)
                Saved(null, null, null)
            }
        }

    override fun partOf(field: String): String = if (field == "medicine") "name" else field
}

/** Quiet hours: from, to, and what becomes of a reminder that falls inside. */
public class QuietSheet : Sheet {
    override fun read(journal: JournalInterface, now: Now, format: () -> Format): Map<String, String> {
        val quiet = journal.rules().quiet ?: QuietHours(ClockWindow("23:30", "02:30"), QuietPolicy.DELAY)
        return mapOf("from" to quiet.window.from, "quiet" to quiet.window.to, "policy" to quiet.policy.name)
    }

    override fun title(values: Map<String, String>, format: Format): String = format.text("reminders.quiet_title")

    override fun parts(values: Map<String, String>, format: Format): List<Part> = listOf(
        Part.Field("from", format.text("reminders.quiet_from"), Input.TIME),
        Part.Field("quiet", format.text("reminders.quiet_to"), Input.TIME),
        Part.Choice(
            "policy",
            "",
            QuietPolicy.entries.map {
                val words = format.text("reminders.quiet_${it.key()}", "to" to values["quiet"].orEmpty())
                Part.Option(it.name, format.capitalized(words))
            },
        ),
    )

    override fun save(values: Map<String, String>, format: Format, now: Now): Saving {
        val read = Reader(values, format)
        val from = read.clock("from", "quiet") ?: read.refused<Int>("from", "quiet")
        val to = read.clock("quiet") ?: read.refused<Int>("quiet")
        if (from == null || to == null) return Saving.Refused(read.problems)
        val quiet = QuietHours(
            ClockWindow(clockTime(from), clockTime(to)),
            QuietPolicy.valueOf(values["policy"] ?: QuietPolicy.DELAY.name),
        )
        return Saving.Call { journal, _ ->
            journal.setQuiet(quiet)
            Saved(null, null, null)
        }
    }

    override fun delete(values: Map<String, String>): (JournalInterface, Now) -> Saved = { journal, _ ->
        journal.setQuiet(null)
        Saved(null, null, null)
    }
}
