package org.relatch.demo.state

import org.relatch.Baby
import org.relatch.Goal
import org.relatch.JournalInterface
import org.relatch.Journey
import org.relatch.LactationBreak
import org.relatch.Now
import org.relatch.Sex
import org.relatch.TaperPlan
import org.relatch.Volume

private const val OWN = "own"
private const val NEVER = "never"
private val DAYS_OF = mapOf("days" to 1, "weeks" to 7, "months" to 30)

private val NOTHING = Saved(null, null, null)

/** When it was started again, after which break, hoping for what. */
public class JourneySheet : Sheet {
    private var old: Journey? = null

    override fun read(journal: JournalInterface, now: Now, format: () -> Format): Map<String, String> {
        val journey = journal.journey()
        old = journey
        val goal = journey.goal
        return mapOf(
            "restart" to journey.restart.orEmpty(),
            "break" to ((journey.pause as? LactationBreak.Days)?.days?.toString()).orEmpty(),
            "unit" to if (journey.pause == LactationBreak.Never) NEVER else "days",
            "kind" to when (goal) {
                null -> ""
                Goal.Some -> "some"
                Goal.Half -> "half"
                Goal.Full -> "full"
                Goal.Comfort -> "comfort"
                is Goal.Own -> OWN
            },
            "goal" to (goal as? Goal.Own)?.words.orEmpty(),
            "story" to journey.story.orEmpty(),
        )
    }

    override fun title(values: Map<String, String>, format: Format): String = format.text("journey.title")

    override fun parts(values: Map<String, String>, format: Format): List<Part> = listOfNotNull(
        Part.Field("restart", format.text("journey.restart"), Input.DAY),
        Part.Field("break", format.text("journey.break"), Input.NUMBER).takeIf { values["unit"] != NEVER },
        Part.Choice("unit", "", breakUnits(format)),
        Part.Choice(
            "kind",
            format.text("journey.goal"),
            listOf("some", "half", "full", "comfort", OWN).map { Part.Option(it, format.text("goal.$it")) },
        ),
        Part.Field("goal", format.text("goal.own")).takeIf { values["kind"] == OWN },
        Part.Field("story", format.text("journey.story")),
    )

    override fun save(values: Map<String, String>, format: Format, now: Now): Saving {
        val read = Reader(values, format)
        val goal = when (values["kind"]) {
            "some" -> Goal.Some
            "half" -> Goal.Half
            "full" -> Goal.Full
            "comfort" -> Goal.Comfort
            OWN -> Goal.Own(read.text("goal").orEmpty())
            else -> null
        }
        val journey = (old ?: Journey(sessionsADay = null, sessionsANight = null, needUl = null)).copy(
            restart = read.day("restart"),
            pause = readBreak(read, values["unit"]),
            goal = goal,
            story = read.text("story"),
        )
        if (read.problems.isNotEmpty()) return Saving.Refused(read.problems)
        return Saving.Call { journal, at ->
            journal.setJourney(journey, at)
            NOTHING
        }
    }
}

internal fun breakUnits(format: Format): List<Part.Option> =
    DAYS_OF.keys.map { Part.Option(it, format.text("first.break.$it")) } +
        Part.Option(NEVER, format.text("first.never"))

internal fun readBreak(read: Reader, unit: String?): LactationBreak? = when (unit) {
    NEVER -> LactationBreak.Never
    else -> read.number("break")?.let { LactationBreak.Days((it.coerceIn(-1.0, 1e6) * (DAYS_OF[unit] ?: 1)).toInt()) }
}

/** A baby: its name, and what tables need. */
public class BabySheet(private val name: String?) : Sheet {
    override fun read(journal: JournalInterface, now: Now, format: () -> Format): Map<String, String> {
        val baby = journal.babies().firstOrNull { it.name == name } ?: return emptyMap()
        return mapOf(
            "baby" to baby.name,
            "born" to baby.born.orEmpty(),
            "sex" to baby.sex?.name.orEmpty(),
            "gestation_weeks" to "${baby.gestationWeeks ?: ""}",
        )
    }

    override fun title(values: Map<String, String>, format: Format): String = format.text("baby.title")

    override fun parts(values: Map<String, String>, format: Format): List<Part> = listOf(
        Part.Field("baby", format.text("baby.name")),
        Part.Field("born", format.text("baby.born"), Input.DAY),
        Part.Choice(
            "sex",
            format.text("baby.sex"),
            Sex.entries.map {
                Part.Option(it.name, format.text("baby.${it.key()}"))
            },
        ),
        Part.Field("gestation_weeks", format.text("baby.gestation"), Input.NUMBER),
    )

    override fun save(values: Map<String, String>, format: Format, now: Now): Saving {
        val read = Reader(values, format)
        val named = read.text("baby") ?: read.refused<String>("baby", "name")
        val baby = Baby(
            named.orEmpty(),
            read.day("born"),
            read.text("sex")?.let(Sex::valueOf),
            read.whole("gestation_weeks"),
        )
        if (read.problems.isNotEmpty()) return Saving.Refused(read.problems)
        return Saving.Call { journal, at ->
            journal.setBaby(baby, at)
            NOTHING
        }
    }

    override fun partOf(field: String): String = if (field == "name") "baby" else field
}

/** The plan to lower the supplement, as it was agreed with a provider. */
public class PlanSheet : Sheet {
    private var old: TaperPlan? = null

    override fun read(journal: JournalInterface, now: Now, format: () -> Format): Map<String, String> {
        val plan = journal.taper(now).plan ?: return emptyMap()
        old = plan
        val amount = { ul: Long -> format().volumeNumber(ul.toDouble(), 3) }
        return mapOf(
            "agreed_with" to plan.agreedWith,
            "start" to amount(plan.startUl),
            "step" to amount(plan.stepUl),
            "hold" to "${plan.holdDays}",
        )
    }

    override fun title(values: Map<String, String>, format: Format): String = format.text("plan.title")

    override fun parts(values: Map<String, String>, format: Format): List<Part> = listOf(
        Part.Field("agreed_with", format.text("plan.agreed_with")),
        Part.Field("start", format.text("plan.start"), Input.NUMBER),
        Part.Field("step", format.text("plan.step"), Input.NUMBER),
        Part.Field("hold", format.text("plan.hold"), Input.NUMBER),
    )

    override fun save(values: Map<String, String>, format: Format, now: Now): Saving {
        val read = Reader(values, format)

        fun ul(key: String, field: String): Long {
            val volume: Volume.Measured? = read.number(key, field)?.let(format::volumeOf)
            return volume?.microlitres ?: read.refused<Long>(key, field) ?: 0
        }
        val (start, step) = ul("start", "volume") to ul("step", "step")
        val hold = read.whole("hold") ?: read.refused<Int>("hold")
        if (read.problems.isNotEmpty() || hold == null) return Saving.Refused(read.problems)
        val first = old?.firstDay ?: now.stamp(now.utcMs).day()
        val plan = TaperPlan(read.text("agreed_with").orEmpty(), start, step, hold, first)
        return Saving.Call { journal, at ->
            journal.setPlan(plan, at)
            NOTHING
        }
    }

    override fun delete(values: Map<String, String>): ((JournalInterface, Now) -> Saved)? =
        if (old == null) {
            null
        } else {
            { journal, now ->
                journal.setPlan(null, now)
                NOTHING
            }
        }
}
