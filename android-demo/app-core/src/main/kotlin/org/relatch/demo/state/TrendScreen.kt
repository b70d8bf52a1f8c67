package org.relatch.demo.state

import org.relatch.Day
import org.relatch.DaySummary
import org.relatch.Insight
import org.relatch.JournalInterface
import org.relatch.JourneyOutlook
import org.relatch.Now
import org.relatch.OutlookPoint
import org.relatch.OutlookVerdict
import org.relatch.Week
import org.relatch.WeekMean
import kotlin.math.abs
import kotlin.math.roundToInt

private const val NEEDED_DAYS = 7
private const val MONTH = 28

/** One day of the week chart, as plain numbers to draw. */
public data class ChartDay(
    val weekday: String,
    val dayOfMonth: String,
    /** Sessions by day; absent when nothing is known of the day. */
    val byDay: Int?,
    /** Sessions at night. */
    val atNight: Int?,
    /** Own milk in the set unit; absent when not measured. */
    val ownMilk: Double?,
    val ownMilkWords: String,
    /** The unbroken run of measured days: a line never crosses a day that was not measured, nor leads to an open one. */
    val run: Int,
    /** Supplement in the set unit; absent when nothing is known of the day. */
    val supplement: Double?,
    val supplementWords: String,
    /** The day is not over. */
    val isOpen: Boolean,
    /** Logged, and its milk was not measured. */
    val isUnmeasured: Boolean,
    /** "so far", "away" or empty. */
    val remark: String,
    /** The column as one sentence, for a screen reader. */
    val spoken: String,
)

/** One place of the outlook, in the set unit. */
public data class BandPoint(
    /** Days after the last known day. */
    val days: Int,
    val wideLow: Double,
    val narrowLow: Double,
    val narrowHigh: Double,
    val wideHigh: Double,
)

/** Where it may go. */
public data class OutlookCard(
    val title: String,
    val axis: String,
    val sentence: String,
    /** Further sentences: the need, own goal, where the bands come from. */
    val notes: List<String>,
    /** Its bands; empty while it is too early. */
    val bands: List<BandPoint>,
    val wide: String,
    val narrow: String,
    /** Measured days of those needed, while it is too early. */
    val counted: Pair<Int, Int>?,
)

/** Everything that Trend shows. */
public data class TrendScreen(
    val title: String,
    /** First and last day. */
    val range: String,
    /** Sessions and time a day. */
    val mean: String,
    /** The week before. */
    val before: String,
    /** Names of the three lanes. */
    val lanes: List<String>,
    /** Names of the two colours of the sessions. */
    val legend: List<String>,
    /** Seven days, oldest first. */
    val days: List<ChartDay>,
    /** What is written where milk was not measured. */
    val unmeasured: String,
    /** What the milk did. */
    val sentence: String,
    /** Whether the arrow to a later week is there. */
    val hasLater: Boolean,
    /** Facts worth a word. */
    val insights: List<String>,
    /** Absent in an earlier week. */
    val outlook: OutlookCard?,
)

/** What Trend was made of. */
public class TrendRead(
    public val week: Week,
    public val outlook: JourneyOutlook,
    public val insights: List<Insight>,
    public val weeksBack: Int,
    public val today: Day,
)

/** Reads a week: the present one, or so many before. */
public fun readTrend(journal: JournalInterface, weeksBack: Int, now: Now): TrendRead {
    val today = journal.day(null, now).day
    val ending = dayText(dayNumber(today) - 7 * weeksBack)
    return TrendRead(journal.week(ending, now), journal.outlook(now), journal.insights(now), weeksBack, today)
}

/** Trend as it is shown. */
public fun trendScreen(read: TrendRead, format: Format): TrendScreen {
    val week = read.week
    val unit = "unit" to format.volumeUnit
    return TrendScreen(
        title = format.text("trend.title"),
        range = "${format.shortMonth(week.from)} – ${format.shortMonth(week.to)}",
        mean = if (week.mean.days == 0) format.text("trend.starts") else mean("trend.per_day", week.mean, format),
        before = mean("trend.week_before", week.before, format),
        lanes = listOf(
            format.text("trend.sessions"),
            format.text("trend.own_milk", unit),
            format.text("trend.supplement", unit),
        ),
        legend = listOf(format.text("trend.by_day"), format.text("trend.at_night")),
        days = chartDays(week.days, read.today, format),
        unmeasured = format.text("trend.not_measured"),
        sentence = sentence(week, format),
        hasLater = read.weeksBack > 0,
        insights = if (read.weeksBack > 0) emptyList() else read.insights.map { insight(it, format) },
        outlook = if (read.weeksBack > 0) null else outlookCard(read.outlook, format),
    )
}

private fun insight(insight: Insight, format: Format): String =
    format.about(insight.baby, format.fact("insight.${insight.kind.key()}", insight.figures))

private fun mean(key: String, mean: WeekMean, format: Format): String {
    val (sessions, minutes) = (mean.sessions ?: return "") to (mean.minutes ?: return "")
    return format.text(key, "sessions" to format.number(sessions, 1), "time" to format.minutes(minutes.roundToInt()))
}

private fun chartDays(days: List<DaySummary>, today: Day, format: Format): List<ChartDay> {
    var run = 0
    return days.map { day ->
        val isMeasured = day.ownMilk.measured > 0
        if (!isMeasured || day.partial) run++
        val milk = day.ownMilk.measuredUl.toDouble()
        val supplement = (day.donorUl + day.formulaUl).toDouble()
        val night = day.nightSessions ?: 0
        ChartDay(
            weekday = if (day.day == today) format.text("home.today") else format.weekdayName(day.day),
            dayOfMonth = format.dayOfMonth(day.day),
            byDay = day.sessions?.let { (it - night).coerceAtLeast(0) },
            atNight = day.sessions?.let { minOf(night, it) },
            ownMilk = if (isMeasured) format.inUnit(milk) else null,
            ownMilkWords = if (isMeasured) format.volumeNumber(milk) else "",
            run = run,
            supplement = if (day.logged) format.inUnit(supplement) else null,
            supplementWords = if (day.logged) format.volumeNumber(supplement) else "",
            isOpen = day.partial,
            isUnmeasured = day.logged && !isMeasured && (day.sessions ?: 0) > 0,
            remark = when {
                day.away -> format.text("log.away")
                day.logged && day.partial -> format.text("trend.so_far")
                else -> ""
            },
            spoken = format.text(
                "reader.chart_day",
                "day" to format.weekday(day.day),
                "sessions" to format.counted("count.sessions", "sessions", day.sessions ?: 0),
                "volume" to if (isMeasured) format.volume(milk) else format.text("trend.not_measured"),
            ),
        )
    }
}

private fun sentence(week: Week, format: Format): String {
    val mean = week.mean.ownMilkUl?.takeIf { it > 0 } ?: return format.text("trend.early")
    val first = "mean" to format.volume(mean)
    val days = "days" to format.number(week.mean.ownMilkDays)
    val change = week.change.ownMilkUl ?: return format.text("trend.milk", first, days)
    val key = when {
        format.volumeNumber(abs(change)) == format.number(0) -> "trend.milk_same"
        change > 0 -> "trend.milk_more"
        else -> "trend.milk_less"
    }
    val before = "days_before" to format.number(week.before.ownMilkDays)
    return format.text(key, first, days, "change" to format.volume(abs(change)), before)
}

private fun outlookCard(found: JourneyOutlook, format: Format): OutlookCard {
    val outlook = found.outlook
    val axis = format.text("outlook.axis", "unit" to format.volumeUnit)
    val (wide, narrow) = format.text("outlook.band_wide") to format.text("outlook.band_narrow")
    if (outlook.verdict == OutlookVerdict.TOO_EARLY) {
        val days = outlook.daysWithVolume.toInt()
        val needed = "needed" to format.number(NEEDED_DAYS)
        val sentence = format.text("outlook.starts", needed)
        val count = format.text("outlook.counted", "days" to format.number(days), needed)
        return OutlookCard(
            format.text("outlook.too_early"),
            axis,
            sentence,
            listOf(count),
            emptyList(),
            wide,
            narrow,
            days to NEEDED_DAYS,
        )
    }
    val month = outlook.points.firstOrNull { it.horizon.toInt() == MONTH }
    val sentence = if (outlook.verdict == OutlookVerdict.OUTLOOK && month != null) {
        format.text(
            "outlook.sentence",
            "weeks" to format.number(MONTH / 7),
            "low" to format.volume(month.at(0.1) * 1_000, 0),
            "high" to format.volume(month.at(0.9) * 1_000, 0),
        )
    } else {
        format.text("outlook.no_upward_trend")
    }
    val bands = outlook.points.map { point ->
        val unit = { level: Double -> format.inUnit(point.at(level) * 1_000) }
        BandPoint(point.horizon.toInt(), unit(0.1), unit(0.25), unit(0.75), unit(0.9))
    }
    val notes = listOf(format.text("outlook.limit"))
    return OutlookCard(format.text("outlook.title"), axis, sentence, notes, bands, wide, narrow, counted = null)
}

/** The amount of a day below which this share of days lies; between two shares that are given, on the line between. */
private fun OutlookPoint.at(level: Double): Double {
    val below = quantiles.lastOrNull { it.level <= level + 1e-9 } ?: return quantiles.firstOrNull()?.ml ?: 0.0
    val above = quantiles.firstOrNull { it.level >= level - 1e-9 } ?: return below.ml
    if (same(above.level, below.level)) return below.ml
    return below.ml + (above.ml - below.ml) * (level - below.level) / (above.level - below.level)
}
