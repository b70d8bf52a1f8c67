package org.relatch.demo.state

import org.relatch.ClockTime
import org.relatch.Day
import org.relatch.Figure
import org.relatch.FigureUnit
import org.relatch.JournalException
import org.relatch.Mass
import org.relatch.MassUnit
import org.relatch.Now
import org.relatch.Settings
import org.relatch.Stamp
import org.relatch.Volume
import org.relatch.VolumeUnit
import org.relatch.textKey
import kotlin.math.abs
import kotlin.math.roundToInt
import kotlin.math.roundToLong

private const val OUNCE_UL = 29_573.5295625
private const val POUND_MG = 453_592.37
private const val DAY_MS = 86_400_000L

/** How amounts, times and sentences are written: the only place that knows units and language. */
public class Format(private val language: Language, public val settings: Settings) {
    /** A sentence with its figures; a key without one shows as itself, so that nothing is left out silently. */
    public fun text(key: String, vararg values: Pair<String, String>): String =
        fill(language.text(key) ?: key, values.asIterable())

    /** Whether there is a sentence of this key. */
    public fun has(key: String): Boolean = language.text(key) != null

    /** A counted sentence in the form of its number, which stands at [name]. */
    public fun counted(key: String, name: String, count: Int, vararg values: Pair<String, String>): String =
        fill(language.plural(key, count) ?: key, values.asIterable() + (name to number(count)))

    private fun fill(sentence: String, values: Iterable<Pair<String, String>>): String =
        values.fold(sentence) { text, (name, value) -> text.replace("{$name}", value) }

    /** A whole number. */
    public fun number(value: Number): String = language.number(value.toDouble(), 0)

    /** A number with at most so many decimals. */
    public fun number(value: Double, places: Int): String = language.number(value, places)

    /** The text with its first letter in upper case. */
    public fun capitalized(text: String): String = language.capitalized(text)

    // Amounts

    /** An amount without its unit, in the set unit. */
    public fun volumeNumber(microlitres: Double, places: Int? = null): String =
        when (settings.volumeUnit) {
            VolumeUnit.ML -> number(microlitres / 1_000, places ?: 1)
            VolumeUnit.OZ -> number(microlitres / OUNCE_UL, places ?: 2)
        }

    /** An amount in the set unit. */
    public fun volume(microlitres: Double, places: Int? = null): String =
        text(volumeKey, "amount" to volumeNumber(microlitres, places))

    /** An amount as it was typed: an entry in ounces stays one. */
    public fun volume(volume: Volume): String =
        when (volume) {
            Volume.Unmeasured -> text("volume.not_measured_inline")

            Volume.Drops -> text("volume.drops_inline")

            is Volume.Measured ->
                if (volume.unit == VolumeUnit.OZ) {
                    text("volume.oz", "amount" to number(volume.microlitres / OUNCE_UL, 2))
                } else {
                    text("volume.ml", "amount" to number(volume.microlitres / 1_000.0, 3))
                }
        }

    private val volumeKey: String get() = if (settings.volumeUnit == VolumeUnit.ML) "volume.ml" else "volume.oz"

    /** The set unit as it stands behind an amount. */
    public val volumeUnit: String get() = text(volumeKey, "amount" to "").trim()

    /** The words of "measured, and it was nothing". */
    public val zero: String get() = text(if (settings.volumeUnit == VolumeUnit.ML) "volume.zero" else "volume.zero_oz")

    /** A typed number in the set unit, with the unit. */
    public fun typedVolume(value: Double): String = text(volumeKey, "amount" to number(value, 3))

    /** A typed amount in the set unit; the journal says whether it can be. */
    public fun volumeOf(value: Double): Volume.Measured {
        val perUnit = if (settings.volumeUnit == VolumeUnit.ML) 1_000.0 else OUNCE_UL
        return Volume.Measured((value.coerceIn(-1e6, 1e6) * perUnit).roundToLong(), settings.volumeUnit)
    }

    /** Microlitres as a number in the set unit, to draw. */
    public fun inUnit(microlitres: Double): Double =
        microlitres / if (settings.volumeUnit == VolumeUnit.ML) 1_000.0 else OUNCE_UL

    /** A weight in the set unit. */
    public fun mass(milligrams: Double): String =
        when (settings.massUnit) {
            MassUnit.G -> text("mass.g", "amount" to number(milligrams / 1_000, 0))
            MassUnit.KG -> text("mass.kg", "amount" to number(milligrams / 1_000_000, 3))
            MassUnit.LB -> text("mass.lb", "amount" to number(milligrams / POUND_MG, 2))
        }

    /** A typed weight in the set unit; the journal says whether it can be. */
    public fun massOf(value: Double): Mass {
        val perUnit = when (settings.massUnit) {
            MassUnit.G -> 1_000.0
            MassUnit.KG -> 1_000_000.0
            MassUnit.LB -> POUND_MG
        }
        return Mass((value.coerceIn(-1e6, 1e6) * perUnit).roundToLong(), settings.massUnit)
    }

    /** A weight as it would be typed in the set unit. */
    public fun typedMass(milligrams: Long): String =
        when (settings.massUnit) {
            MassUnit.G -> number(milligrams / 1_000.0, 0)
            MassUnit.KG -> number(milligrams / 1_000_000.0, 3)
            MassUnit.LB -> number(milligrams / POUND_MG, 2)
        }

    // Times

    /** "1 h 55", "18 min". */
    public fun minutes(minutes: Int): String {
        val (hours, rest) = minutes / 60 to minutes % 60
        return when {
            hours == 0 -> text("duration.min", "minutes" to number(rest))
            rest == 0 -> text("duration.h", "hours" to number(hours))
            else -> text("duration.h_min", "hours" to number(hours), "minutes" to language.twoDigits(rest))
        }
    }

    /** A duration in milliseconds as "1 h 55". */
    public fun duration(milliseconds: Long): String = minutes((milliseconds / 60_000).toInt())

    /** "12:40" of a running clock. */
    public fun ticking(milliseconds: Long): String {
        val seconds = (milliseconds.coerceAtLeast(0) / 1_000).toInt()
        val (hours, minutes, rest) = Triple(seconds / 3_600, seconds / 60 % 60, seconds % 60)
        val tail = language.twoDigits(rest)
        return if (hours > 0) "${number(hours)}:${language.twoDigits(minutes)}:$tail" else "${number(minutes)}:$tail"
    }

    /** The time of day as it was shown there. */
    public fun time(stamp: Stamp): String = language.date(stamp.utcMs, stamp.offsetS, "jmm")

    /** The time of day of an instant in the zone of now. */
    public fun time(utcMs: Long, now: Now): String = time(now.stamp(utcMs))

    /** A wall-clock time such as "23:00". */
    public fun clock(time: ClockTime): String =
        minutesOfDay(time)?.let { language.date(it * 60_000L, 0, "jmm") } ?: time

    /** "Tuesday 24 November". */
    public fun weekday(day: Day): String = capitalized(date(day, "EEEEdMMMM"))

    /** "Tue 24 Nov". */
    public fun mediumDay(day: Day): String = capitalized(date(day, "EEEdMMM"))

    /** "24 November". */
    public fun dayMonth(day: Day): String = date(day, "dMMMM")

    /** "24 Nov". */
    public fun shortMonth(day: Day): String = date(day, "dMMM")

    /** "Tue". */
    public fun weekdayName(day: Day): String = date(day, "EEE")

    /** "24". */
    public fun dayOfMonth(day: Day): String = number(day.substringAfterLast('-').toInt())

    /** "Tue 24". */
    public fun shortDay(day: Day): String = date(day, "EEEd")

    private fun date(day: Day, skeleton: String): String = language.date(dayNumber(day) * DAY_MS, 0, skeleton)

    // Facts and errors of the core

    /** The sentence of a fact, with its figures in the parent's units. */
    public fun fact(key: String, figures: List<Figure>, vararg extra: Pair<String, String>): String {
        val values = extra.asIterable() + figures.map { it.name to figure(it) }
        // The number that chooses the form stands in a counted sentence under one of these names.
        val count = listOf("wet", "days", "flags", "sessions", "unmet")
            .firstNotNullOfOrNull { name -> figures.firstOrNull { it.name == name } }
        return fill(language.text(key) ?: language.plural(key, count?.value?.toInt() ?: 0) ?: key, values)
    }

    private fun figure(figure: Figure): String =
        when (figure.unit) {
            FigureUnit.COUNT, FigureUnit.HOURS, FigureUnit.DAYS -> number(figure.value, 1)
            FigureUnit.MINUTES -> minutes(figure.value.roundToInt())
            FigureUnit.MICROLITRES -> volume(figure.value)
            FigureUnit.MILLIGRAMS -> mass(figure.value)
            FigureUnit.MILLI_CELSIUS -> text("temperature.c", "amount" to number(figure.value / 1_000, 1))
            FigureUnit.DAY -> dayMonth(dayText(figure.value.toLong()))
            FigureUnit.Z -> number(figure.value, 2)
        }

    /** A sentence with the baby's name before it, where there is one. */
    public fun about(baby: String?, text: String): String =
        if (baby == null) text else text("about.baby", "baby" to baby, "text" to text)

    /** What is said of an error: the sentence, and what can be done. */
    public fun problem(error: Throwable): String {
        val refused = error as? JournalException ?: return text("error.internal")
        if (refused is JournalException.Invalid) {
            val key = "error.field.${refused.field}"
            return text(if (has(key)) key else refused.textKey)
        }
        val hint = "${refused.textKey}_hint"
        return if (has(hint)) "${text(refused.textKey)} ${text(hint)}" else text(refused.textKey)
    }

    public companion object {
        /** Reads what a person typed, with a point or a comma; absent when it is no number. */
        public fun parse(typed: String): Double? {
            val text = typed.trim().map { if (it.isDigit()) '0' + it.digitToInt() else it }.joinToString("")
                .replace(',', '.').replace('٫', '.')
            return text.takeIf { Regex("-?[0-9]*\\.?[0-9]*").matches(it) && it.any(Char::isDigit) }?.toDoubleOrNull()
        }
    }
}

/** Minutes of "23:00" since midnight; absent when it is no time of day. */
public fun minutesOfDay(time: ClockTime): Int? =
    Regex("([01][0-9]|2[0-3]):([0-5][0-9])").matchEntire(time)?.destructured
        ?.let { (hours, minutes) -> hours.toInt() * 60 + minutes.toInt() }

/** "23:00" of minutes since midnight. */
public fun clockTime(minutes: Int): ClockTime =
    "${(minutes / 60).toString().padStart(2, '0')}:${(minutes % 60).toString().padStart(2, '0')}"

/** Days since 1970-01-01 of "2026-11-01". */
public fun dayNumber(day: Day): Long = java.time.LocalDate.parse(day).toEpochDay()

/** "2026-11-01" of days since 1970-01-01. */
public fun dayText(number: Long): Day = java.time.LocalDate.ofEpochDay(number).toString()

/** An instant with the offset that this zone shows there. */
public fun Now.stamp(utcMs: Long): Stamp {
    val before = zoneTable.transitions.firstOrNull()?.beforeS ?: offsetS
    return Stamp(utcMs, zoneTable.transitions.lastOrNull { it.atMs <= utcMs }?.afterS ?: before)
}

/** "HARD_TO_WAKE" as "hard_to_wake": the keys of the texts follow the core's names. */
internal fun Enum<*>.key(): String = name.lowercase(java.util.Locale.ROOT)

internal fun same(a: Double, b: Double): Boolean = abs(a - b) < 1e-6
