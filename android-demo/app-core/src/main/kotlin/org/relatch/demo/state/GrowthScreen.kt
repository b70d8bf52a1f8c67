package org.relatch.demo.state

import org.relatch.DaySummary
import org.relatch.Growth
import org.relatch.JournalInterface
import org.relatch.Now
import org.relatch.WeightQuestion

/** Growth and diapers of one baby. */
public data class GrowthCard(
    val baby: String,
    /** Weights, oldest first: day and weight. */
    val weights: List<Caption>,
    /** The same as plain numbers to draw: day number and weight in the set unit. */
    val points: List<Pair<Long, Double>>,
    /** Questions about weights that hardly can be. */
    val questions: List<WeightDoubt>,
    /** What the table says, or why it says nothing. */
    val facts: List<String>,
    /** Diapers of the last seven days. */
    val diapers: List<String>,
)

/** A weight that hardly can be, and the entry to correct. */
public data class WeightDoubt(val text: String, val entry: String)

/** Everything that Growth shows. */
public data class GrowthScreen(val title: String, val cards: List<GrowthCard>, val method: String, val empty: String?)

/** What Growth was made of. */
public class GrowthRead(public val growths: List<Growth>, public val week: List<DaySummary>)

/** Reads growth, and the diapers of a week. */
public fun readGrowth(journal: JournalInterface, now: Now): GrowthRead =
    GrowthRead(journal.growth(now), journal.week(null, now).days)

/** Growth as it is shown: information from tables, no verdict. */
public fun growthScreen(read: GrowthRead, format: Format): GrowthScreen = GrowthScreen(
    title = format.text("more.growth"),
    cards = read.growths.map { card(it, read.week, format) },
    method = format.text("growth.method"),
    empty = if (read.growths.isEmpty()) format.text("baby.add") else null,
)

private fun card(growth: Growth, week: List<DaySummary>, format: Format) = GrowthCard(
    baby = growth.baby,
    weights = growth.points.map { Caption(format.dayMonth(it.day), format.mass(it.milligrams.toDouble())) },
    points = growth.points.map { dayNumber(it.day) to it.milligrams / 1_000.0 },
    questions = growth.questions.map { WeightDoubt(question(it, format), it.entry) },
    facts = facts(growth, format),
    diapers = week.mapNotNull { day ->
        val baby = day.babies.firstOrNull { it.baby == growth.baby }
        if (!day.logged || baby == null) return@mapNotNull null
        "${format.shortDay(day.day)}: ${format.counted("count.wet", "wet", baby.wet)}"
    },
)

private fun question(question: WeightQuestion, format: Format): String = format.text(
    "weight_question.${question.doubt.key()}",
    "weight" to format.mass(question.milligrams.toDouble()),
    "day" to format.dayMonth(question.day),
    "before_weight" to format.mass(question.beforeMilligrams.toDouble()),
    "before_day" to format.dayMonth(question.beforeDay),
) + " " + format.text("weight_question.kept")

private fun facts(growth: Growth, format: Format): List<String> {
    val last = growth.points.lastOrNull()
    val (z, age, noZ) = Triple(last?.z, last?.ageDays, last?.noZ)
    val gain = growth.gain
    val noGain = growth.noGain
    return listOfNotNull(
        if (growth.corrected) format.text("growth.corrected") else null,
        if (z != null && age != null) {
            format.text("growth.z", "z" to format.number(z, 2), "age" to format.number(age))
        } else {
            noZ?.let { format.text(unknownKey(it)) }
        },
        if (gain != null) {
            format.text(
                "growth.gain",
                "gain" to format.mass(gain.milligrams.toDouble()),
                "days" to format.number(gain.days),
                "from_day" to format.dayMonth(gain.fromDay),
                "to_day" to format.dayMonth(gain.toDay),
            )
        } else {
            noGain?.let { format.text(unknownKey(it)) }
        },
        gain?.band?.let { band ->
            val grams = { g: Int -> format.mass(g * 1_000.0) }
            val words = format.text(
                "growth.band",
                "p5" to grams(band.p5G),
                "p15" to grams(band.p15G),
                "p50" to grams(band.p50G),
            )
            "$words ${format.text("growth.place.${band.place.key()}")}"
        },
        gain?.noBand?.let { format.text(unknownKey(it)) },
    ).distinct()
}
