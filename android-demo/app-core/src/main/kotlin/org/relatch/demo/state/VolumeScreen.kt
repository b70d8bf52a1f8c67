package org.relatch.demo.state

import org.relatch.Entry
import org.relatch.EntryKind
import org.relatch.EntryQuery
import org.relatch.JournalInterface
import org.relatch.NewEntry
import org.relatch.Now
import org.relatch.Volume
import org.relatch.VolumeUnit
import kotlin.math.roundToInt

private const val WEEK_MS = 604_800_000L

/** Which side an amount is of. */
public enum class VolumeSide(public val key: String) {
    LEFT("side.left_title"),
    RIGHT("side.right_title"),
    BOTH("side.both_title"),
}

/** The amount of an entry that is in the log, to be given by one thumb. */
public class VolumeRead(public val entry: Entry, public val last: Entry?)

/** Reads the entry and the amount of the last one like it. */
public fun readVolume(journal: JournalInterface, id: String, now: Now): VolumeRead {
    val entry = journal.entry(id)
    val before = journal.entries(EntryQuery(now.utcMs - WEEK_MS, now.utcMs, 500)).entries
    val last = before.lastOrNull { it.id != id && it.measured != null && it.kind::class == entry.kind::class }
    return VolumeRead(entry, last)
}

private val Entry.measured: Long?
    get() = when (val kind = kind) {
        is EntryKind.Expression -> (kind.expression.sum as? Volume.Measured)?.microlitres
        is EntryKind.Supplement -> (kind.supplement.volume as? Volume.Measured)?.microlitres
        else -> null
    }

/** The screen made for one thumb: its words, and the steps of its ruler. */
public class VolumeScreen(private val read: VolumeRead, private val format: Format) {
    /** Steps of the ruler for one unit: whole millilitres, or tenths of an ounce. */
    public val stepsPerUnit: Int = if (format.settings.volumeUnit == VolumeUnit.ML) 1 else 10

    public val title: String = format.kind(read.entry.kind)

    /** When it was, and how long. */
    public val subtitle: String = listOfNotNull(
        format.time(read.entry.start),
        read.entry.kind.timedMs?.let(format::duration),
    ).joinToString(", ")

    /** Whether the sides can be told apart. */
    public val hasSides: Boolean = read.entry.kind is EntryKind.Expression

    /** Its own amount, or the last one's, in steps. */
    public val first: Int = (read.entry.measured ?: read.last?.measured)?.let {
        (format.inUnit(it.toDouble()) * stepsPerUnit).roundToInt()
    } ?: 0

    /** Whose amount stands there at first. */
    public val asLastTime: String = read.last?.takeIf { read.entry.measured == null }
        ?.let { format.text("volume.as_last_time", "time" to format.time(it.start)) }.orEmpty()

    public val unit: String = format.volumeUnit
    public val zero: String = format.zero

    /** A number of steps as it is typed. */
    public fun number(steps: Int): String = format.number(steps.toDouble() / stepsPerUnit, 1)

    /** Words of the save button. */
    public fun save(typed: String): String = Format.parse(typed)?.takeIf { it >= 0 }
        ?.let { format.text("button.save_volume", "volume" to format.typedVolume(it)) } ?: format.text("button.save")

    /** The steps of what was typed; absent when it is no number. */
    public fun steps(
        typed: String,
    ): Int? = Format.parse(typed)?.let { (it.coerceIn(-1e5, 1e5) * stepsPerUnit).roundToInt() }

    /** What was typed as an amount; absent when it is no number. */
    public fun volume(typed: String): Volume? = Format.parse(typed)?.let(format::volumeOf)

    /** What is wrong with what was typed. */
    public val problem: String = format.text("error.field.volume")

    /** The entry with this amount. */
    public fun entry(volume: Volume, side: VolumeSide): NewEntry {
        val was = read.entry
        val kind = when (val kind = was.kind) {
            is EntryKind.Expression -> EntryKind.Expression(
                when (side) {
                    VolumeSide.BOTH -> kind.expression.copy(total = volume, left = null, right = null)
                    VolumeSide.LEFT -> kind.expression.copy(total = null, left = volume)
                    VolumeSide.RIGHT -> kind.expression.copy(total = null, right = volume)
                },
            )

            is EntryKind.Supplement -> EntryKind.Supplement(kind.supplement.copy(volume = volume))

            else -> kind
        }
        return NewEntry(was.id, was.start, was.zone, kind, was.baby, was.note, was.tags)
    }

    /** The bar after it was saved. */
    public fun saved(): UndoBar = UndoBar(format.text("undo.changed"), "", canUndo = true, amountFor = null)
}
