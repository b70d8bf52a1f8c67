package org.relatch.demo.state

import org.relatch.Baby
import org.relatch.ConditionKind
import org.relatch.Goal
import org.relatch.GrowthUnknown
import org.relatch.JournalInterface
import org.relatch.Journey
import org.relatch.LactationBreak
import org.relatch.Milestone
import org.relatch.MilestoneKind
import org.relatch.Now
import org.relatch.Taper
import org.relatch.TaperCondition
import org.relatch.TaperVerdict

private const val WEEK_DAYS = 7

/** A condition of the plan's next step. */
public data class ConditionRow(val text: String, val isMet: Boolean)

/** The steps of the plan, to draw. */
public data class PlanStairs(
    /** Amounts a day in the set unit, from the start on. */
    val steps: List<Double>,
    val words: List<String>,
    /** How many steps are taken. */
    val taken: Int,
    val done: String,
    val now: String,
    val ahead: String,
)

/** The plan: state first, arithmetic last. */
public data class PlanCard(
    val sentence: String,
    val agreedWith: String?,
    val stairs: PlanStairs?,
    val sum: String?,
    val conditions: List<ConditionRow>,
    /** Every condition is met: the step may be taken. */
    val canTakeStep: Boolean,
    val canStepBack: Boolean,
    val before: String?,
    val arithmetic: String?,
    val hasPlan: Boolean,
)

/** Everything that Journey and plan shows. */
public data class JourneyScreen(
    val title: String,
    val restarted: String,
    /** After which break, hoping for what. */
    val story: List<String>,
    val supply: List<String>,
    val backToBreast: List<String>,
    val babies: List<Caption>,
    val plan: PlanCard,
    val foot: String,
)

/** What Journey and plan was made of. */
public class JourneyRead(
    public val journey: Journey,
    public val taper: Taper,
    public val milestones: List<Milestone>,
    public val babies: List<Baby>,
)

/** Reads journey, plan, milestones and babies. */
public fun readJourney(journal: JournalInterface, now: Now): JourneyRead =
    JourneyRead(journal.journey(), journal.taper(now), journal.milestones(now), journal.babies())

/** Journey and plan as they are shown. */
public fun journeyScreen(read: JourneyRead, format: Format): JourneyScreen {
    val (breast, supply) = read.milestones.partition { it.kind == MilestoneKind.FIRST_LATCH }
    return JourneyScreen(
        title = format.text("journey.title"),
        restarted = read.journey.restart?.let { format.text("journey.restarted", "day" to format.dayMonth(it)) }
            ?: format.text("journey.not_yet"),
        story = listOfNotNull(
            read.journey.pause?.let {
                breakWords(it, format)
            },
            read.journey.goal?.let { goal(it, format) },
        ),
        supply = supply.map { milestone(it, format) },
        backToBreast = breast.map { milestone(it, format) },
        babies = read.babies.map { Caption(it.name, it.born?.let(format::dayMonth).orEmpty()) },
        plan = planCard(read.taper, format),
        foot = format.text("about.not_a_device"),
    )
}

private fun breakWords(pause: LactationBreak, format: Format): String = when (pause) {
    LactationBreak.Never -> format.text("journey.never")

    is LactationBreak.Days -> {
        val weeks = pause.days / WEEK_DAYS
        val isWeeks = pause.days > 0 && pause.days % WEEK_DAYS == 0
        val duration = if (isWeeks) {
            format.counted("count.weeks", "weeks", weeks)
        } else {
            format.counted("count.days", "days", pause.days)
        }
        format.text("journey.break_days", "duration" to duration)
    }
}

internal fun goal(goal: Goal, format: Format): String = when (goal) {
    Goal.Some -> format.text("goal.some")
    Goal.Half -> format.text("goal.half")
    Goal.Full -> format.text("goal.full")
    Goal.Comfort -> format.text("goal.comfort")
    is Goal.Own -> goal.words
}

private fun milestone(milestone: Milestone, format: Format): String {
    val isUnnamed = milestone.kind == MilestoneKind.FIRST_LATCH && milestone.baby == null
    val key = "milestone.${milestone.kind.key()}${if (isUnnamed) "_unnamed" else ""}"
    val day = "day" to format.dayMonth(milestone.day)
    return format.fact(key, milestone.figures, day, "baby" to milestone.baby.orEmpty())
}

private fun planCard(taper: Taper, format: Format): PlanCard {
    val volume = { ul: Long? -> format.volume((ul ?: 0).toDouble()) }
    val unmet = taper.conditions.count { !it.met }
    val values = arrayOf(
        "cut" to volume(taper.cutUl),
        "current" to volume(taper.currentUl),
        "next" to volume(taper.nextUl),
        "before" to volume(taper.beforeUl),
        "agreed_with" to taper.plan?.agreedWith.orEmpty(),
        "steps" to format.number(taper.steps),
        "hold" to format.number(taper.plan?.holdDays ?: 0),
    )
    val key = "taper.${taper.verdict.key()}"
    val sentence = if (format.has(key)) format.text(key, *values) else format.counted(key, "unmet", unmet, *values)
    val plan = taper.plan
    return PlanCard(
        sentence = sentence,
        agreedWith = plan?.let { format.text("taper.agreed_with", *values) },
        stairs = plan?.let { stairs(it.startUl, it.stepUl, taper, format) },
        sum = if (taper.nextUl != null) format.text("taper.sum", *values) else null,
        conditions = if (plan == null) emptyList() else taper.conditions.map { condition(it, values, format) },
        canTakeStep = taper.verdict == TaperVerdict.NEXT_STEP,
        canStepBack = taper.stepsTaken > 0,
        before = if (taper.stepsTaken > 0 && taper.beforeUl != null) format.text("taper.before", *values) else null,
        arithmetic = plan?.let { format.text("taper.table", *values) },
        hasPlan = plan != null,
    )
}

private fun stairs(startUl: Long, stepUl: Long, taper: Taper, format: Format): PlanStairs {
    val amounts = (0..taper.steps).map { (startUl - it * stepUl).coerceAtLeast(0).toDouble() }
    return PlanStairs(
        steps = amounts.map(format::inUnit),
        words = amounts.map { format.volumeNumber(it) },
        taken = taper.stepsTaken.toInt(),
        done = format.text("plan.done"),
        now = format.text("plan.now"),
        ahead = format.text("plan.ahead"),
    )
}

private fun condition(condition: TaperCondition, values: Array<Pair<String, String>>, format: Format): ConditionRow {
    val key = when {
        condition.unknown != null -> unknownKey(checkNotNull(condition.unknown))
        condition.contact && condition.kind == ConditionKind.GAIN_IN_BAND -> "taper.unmet.gain_below_p5"
        else -> "taper.${if (condition.met) "met" else "unmet"}.${condition.kind.key()}"
    }
    return ConditionRow(format.about(condition.baby, format.fact(key, condition.figures, *values)), condition.met)
}

/** Key of the sentence that says why something about growth is not known. */
internal fun unknownKey(unknown: GrowthUnknown): String = "growth.unknown." + when (unknown) {
    GrowthUnknown.BIRTH_UNKNOWN -> "birth"
    GrowthUnknown.SEX_UNKNOWN -> "sex"
    GrowthUnknown.BEFORE_AGE_ZERO -> "before_age_zero"
    GrowthUnknown.BEYOND_TABLE -> "beyond_table"
    GrowthUnknown.NO_WEIGHING -> "no_weighing"
    GrowthUnknown.WEIGHINGS_TOO_CLOSE -> "too_close"
    GrowthUnknown.EARLY_DAYS -> "early_days"
    GrowthUnknown.NO_BAND_FOR_AGE -> "no_band"
}
