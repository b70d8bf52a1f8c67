package org.relatch.demo.state

import org.relatch.Home
import org.relatch.JournalException
import org.relatch.JournalInterface
import org.relatch.Now
import org.relatch.ReminderChange

/** How a field is typed. */
public enum class Input { TEXT, NUMBER, TIME, DAY }

/** A part of a sheet: a field, or a choice. */
public sealed interface Part {
    /** Its name; for a field that the journal can refuse, the journal's own. */
    public val key: String

    /** What it is. */
    public val label: String

    /** A field: what was typed stays, and what is wrong with it stands below. */
    public data class Field(
        override val key: String,
        override val label: String,
        val input: Input = Input.TEXT,
        /** What may be tapped instead of typing: the words, by the text they put in. */
        val shortcuts: List<Option> = emptyList(),
    ) : Part

    /** A choice of one; an empty [label] stands for itself. */
    public data class Choice(
        override val key: String,
        override val label: String,
        val options: List<Option>,
    ) : Part

    /** One option and its words. */
    public data class Option(val value: String, val label: String)
}

/** What a sheet has saved, for what follows it. */
public class Saved(public val reminders: ReminderChange?, public val home: Home?, public val bar: UndoBar?)

/** The journal's call of a sheet, or what is wrong with what was typed, by field. */
public sealed interface Saving {
    /** One call. */
    public class Call(public val call: (JournalInterface, Now) -> Saved) : Saving

    /** What a field takes, in words. */
    public class Refused(public val problems: Map<String, String>) : Saving
}

/** A sheet to fill in: an entry, a rule, quiet hours, the journey, a baby, the plan. All values are as typed. */
public interface Sheet {
    /** Reads what is there already. */
    public fun read(journal: JournalInterface, now: Now, format: () -> Format): Map<String, String>

    /** Its title. */
    public fun title(values: Map<String, String>, format: Format): String

    /** Its fields and choices; they may depend on what is chosen. */
    public fun parts(values: Map<String, String>, format: Format): List<Part>

    /** What saving does. */
    public fun save(values: Map<String, String>, format: Format, now: Now): Saving

    /** What deleting does; absent where there is nothing to delete. */
    public fun delete(values: Map<String, String>): ((JournalInterface, Now) -> Saved)? = null

    /** The part that a field of the journal belongs to, where the names differ. */
    public fun partOf(field: String): String = field
}

/** What is wrong by field, or empty when the error belongs to none of these parts. */
public fun Sheet.problems(error: Exception, parts: List<Part>, format: Format): Map<String, String> {
    val field = (error as? JournalException.Invalid)?.field ?: return emptyMap()
    val part = partOf(field)
    return if (parts.any { it.key == part }) mapOf(part to format.problem(error)) else emptyMap()
}

/** Reads the fields of a sheet and gathers what is wrong with them. */
internal class Reader(private val values: Map<String, String>, private val format: Format) {
    val problems = linkedMapOf<String, String>()

    fun text(key: String): String? = values[key]?.trim()?.ifEmpty { null }

    /** A number, or absent when nothing was typed; says what the field takes when it is no number. */
    fun number(key: String, field: String = key): Double? {
        val typed = text(key) ?: return null
        return Format.parse(typed) ?: refused(key, field)
    }

    fun whole(key: String, field: String = key): Int? = number(key, field)?.coerceIn(-1e9, 1e9)?.toInt()

    /** Minutes as milliseconds. */
    fun minutesMs(key: String, field: String = key): Long? =
        number(key, field)?.let { (it.coerceIn(-1e6, 1e6) * 60_000).toLong() }

    /** A time of day in minutes. */
    fun clock(key: String, field: String = key): Int? {
        val typed = text(key) ?: return null
        return minutesOfDay(typed.padStart(5, '0')) ?: refused(key, field)
    }

    fun day(key: String, field: String = key): String? {
        val typed = text(key) ?: return null
        return runCatching { java.time.LocalDate.parse(typed).toString() }.getOrNull() ?: refused(key, field)
    }

    fun <T> refused(key: String, field: String = key): T? {
        problems[key] = format.text("error.field.$field")
        return null
    }
}
