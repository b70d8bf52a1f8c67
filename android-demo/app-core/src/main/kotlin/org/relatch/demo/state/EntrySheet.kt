package org.relatch.demo.state

import org.relatch.Diaper
import org.relatch.Entry
import org.relatch.EntryKind
import org.relatch.ExpressionMethod
import org.relatch.JournalInterface
import org.relatch.Latch
import org.relatch.Milk
import org.relatch.MilkExpression
import org.relatch.NewEntry
import org.relatch.Now
import org.relatch.Nursing
import org.relatch.Stamp
import org.relatch.Supplement
import org.relatch.SupplementBy
import org.relatch.Supplementer
import org.relatch.Volume
import org.relatch.Sign as BodySign

/** What can be logged with a sheet. */
public enum class EntryType(public val key: String, public val sign: Sign) {
    NURSING("kind.nursing", Sign.NURSE),
    PUMP("kind.pump", Sign.PUMP),
    HAND("kind.hand", Sign.HAND),
    COMBINED("kind.combined", Sign.PUMP),
    SUPPLEMENT("kind.supplement", Sign.BOTTLE),
    SKIN_TO_SKIN("kind.skin_to_skin", Sign.SKIN),
    DIAPER("kind.diaper", Sign.DIAPER),
    WEIGHT("kind.weight", Sign.SCALE),
    TEMPERATURE("kind.temperature", Sign.THERMO),
    MEDICINE("kind.medicine", Sign.PILL),
    SIGN("kind.sign", Sign.FLAG),
    WELLBEING("kind.wellbeing", Sign.NOTE),
    NOTE("kind.note", Sign.NOTE),
}

private const val MINUTE_MS = 60_000L
private const val DAY_MINUTES = 1_440
private const val DROPS = "drops"

/**
 * An entry to fill in: a new one, or one of the log to change.
 *
 * @param type what is logged; a changed entry keeps its own
 * @param id name of the entry, made once: the same one again never logs twice
 * @param isNew whether it is not in the log yet
 */
public class EntrySheet(private val type: EntryType, private val id: String, private val isNew: Boolean) : Sheet {
    private var old: Entry? = null

    override fun read(journal: JournalInterface, now: Now, format: () -> Format): Map<String, String> {
        val babies = journal.babies().map { it.name }
        val common = mapOf(BABIES to babies.joinToString("\n"))
        if (isNew) {
            val start = now.stamp(now.utcMs)
            val baby = if (isAboutBaby) babies.firstOrNull().orEmpty() else ""
            val milk = if (type ==
                EntryType.SUPPLEMENT
            ) {
                mapOf(MILK to Milk.FORMULA.name, BY to SupplementBy.BOTTLE.name)
            } else {
                mapOf()
            }
            return common + milk + mapOf(DAY to start.day(), START to start.clock(), BABY to baby)
        }
        val entry = journal.entry(id)
        old = entry
        val typed = typed(entry.kind, format())
        return common + typed + mapOf(
            DAY to entry.start.day(),
            START to entry.start.clock(),
            BABY to entry.baby.orEmpty(),
            NOTE to entry.note.orEmpty(),
        )
    }

    private val isAboutBaby: Boolean
        get() = type in setOf(EntryType.NURSING, EntryType.DIAPER, EntryType.WEIGHT, EntryType.TEMPERATURE)

    private fun typed(kind: EntryKind, format: Format): Map<String, String> = when (kind) {
        is EntryKind.Nursing -> kind.nursing.run {
            mapOf(
                LEFT_MINUTES to leftMs.minutes(),
                RIGHT_MINUTES to rightMs.minutes(),
                MINUTES to bothMs.minutes(),
                LATCH to latch?.name.orEmpty(),
                TUBE to supplementer?.volume.typed(format),
                MILK to supplementer?.milk?.name.orEmpty(),
            )
        }

        is EntryKind.Expression -> kind.expression.run {
            mapOf(
                MINUTES to durationMs.minutes(),
                VOLUME to total.typed(format),
                LEFT to left.typed(format),
                RIGHT to right.typed(format),
            )
        }

        is EntryKind.Supplement -> kind.supplement.run {
            mapOf(VOLUME to volume.typed(format), MILK to milk.name, BY to by?.name.orEmpty())
        }

        is EntryKind.SkinToSkin -> mapOf(MINUTES to kind.durationMs.minutes())
        is EntryKind.Weight -> mapOf(WEIGHT to format.typedMass(kind.mass.milligrams))
        is EntryKind.Diaper -> mapOf(DIAPER to diaperName(kind.diaper), DETAIL to kind.diaper.detail.orEmpty())
        is EntryKind.Medicine -> mapOf(NAME to kind.name, DETAIL to kind.detail.orEmpty())
        is EntryKind.Temperature -> mapOf(TEMPERATURE to format.number(kind.milliCelsius / 1_000.0, 1))
        is EntryKind.Sign -> mapOf(SIGN to kind.sign.name)
        is EntryKind.Wellbeing -> mapOf(MOOD to "${kind.mood ?: ""}", REST to "${kind.rest ?: ""}")
        EntryKind.Note, is EntryKind.Other -> emptyMap()
    }

    override fun title(values: Map<String, String>, format: Format): String = format.text(type.key)

    override fun parts(values: Map<String, String>, format: Format): List<Part> {
        fun field(key: String, label: String, input: Input = Input.NUMBER) = Part.Field(key, format.text(label), input)

        fun amount(key: String, label: String) = Part.Field(key, format.text(label), Input.NUMBER, amounts(format))
        val own = when (type) {
            EntryType.NURSING -> listOf(
                field(LEFT_MINUTES, "form.minutes_left"),
                field(RIGHT_MINUTES, "form.minutes_right"),
                field(MINUTES, "form.minutes"),
                choice(LATCH, "latch.question", Latch.entries, format) { format.latch(it) },
                amount(TUBE, "form.supplementer"),
                choice(MILK, "form.milk", Milk.entries, format) { format.milk(it) },
            )

            EntryType.PUMP, EntryType.HAND, EntryType.COMBINED -> listOf(
                amount(VOLUME, "form.total"),
                amount(LEFT, "side.left_title"),
                amount(RIGHT, "side.right_title"),
                field(ENDED, "form.ended", Input.TIME),
                field(MINUTES, "form.minutes"),
            )

            EntryType.SUPPLEMENT -> listOf(
                amount(VOLUME, "form.volume"),
                choice(MILK, "form.milk", Milk.entries, format) { format.milk(it) },
                choice(BY, "form.by", SupplementBy.entries, format) { format.by(it) },
            )

            EntryType.SKIN_TO_SKIN -> listOf(field(MINUTES, "form.minutes"))
            EntryType.WEIGHT -> listOf(field(WEIGHT, "form.weight"))
            EntryType.TEMPERATURE -> listOf(field(TEMPERATURE, "form.temperature"))

            EntryType.DIAPER -> listOf(
                Part.Choice(
                    DIAPER,
                    "",
                    listOf("wet", "stool", "both").map { Part.Option(it, format.text("diaper.$it")) },
                ),
            )

            EntryType.MEDICINE -> listOf(field(NAME, "form.name", Input.TEXT), field(DETAIL, "form.detail", Input.TEXT))

            EntryType.SIGN -> listOf(
                choice(SIGN, "form.sign_baby", BodySign.entries.take(BABY_SIGNS), format) { signWords(it, format) },
                choice(SIGN, "form.sign_parent", BodySign.entries.drop(BABY_SIGNS), format) { signWords(it, format) },
            )

            EntryType.WELLBEING -> listOf(scale(MOOD, "form.mood", format), scale(REST, "form.rest", format))
            EntryType.NOTE -> emptyList()
        }
        val babies = values[BABIES].orEmpty().lines().filter { it.isNotEmpty() }
        val baby = Part.Choice(
            BABY,
            format.text("form.baby"),
            listOf(Part.Option("", format.text("form.baby_none"))) + babies.map { Part.Option(it, it) },
        )
        return own + listOf(field(START, "form.started", Input.TIME), field(DAY, "form.day", Input.DAY)) +
            listOfNotNull(baby.takeIf { babies.isNotEmpty() }, field(NOTE, "form.note", Input.TEXT))
    }

    private fun scale(key: String, label: String, format: Format) =
        Part.Choice(key, format.text(label), (1..5).map { Part.Option("$it", format.number(it)) })

    private fun signWords(sign: BodySign, format: Format) = format.text("sign.${sign.key()}")

    private fun amounts(format: Format) = listOf(
        Part.Option("0", format.zero),
        Part.Option(DROPS, format.text("volume.drops")),
        Part.Option("", format.text("volume.not_measured")),
    )

    override fun save(values: Map<String, String>, format: Format, now: Now): Saving {
        val read = Reader(values, format)
        val day = read.day(DAY, "day")
        val clock = read.clock(START, "start")
        val start = if (day != null && clock != null) now.at(day, clock) else null
        val kind = kind(read, format, start, now)
        if (kind == null && read.problems.isEmpty()) read.refused<Unit>(neededField, neededField)
        if (read.problems.isNotEmpty() || kind == null) return Saving.Refused(read.problems)
        val kept = old?.start
        // The time as it stood is the time as it was: to the second, and by the offset of then.
        val begun = if (kept != null && kept.day() == day && kept.clock() == clockTime(clock ?: 0)) kept else start
        val new = NewEntry(id, begun, null, kind, values[BABY]?.ifEmpty { null }, read.text(NOTE), old?.tags.orEmpty())
        return Saving.Call { journal, at ->
            val logged = if (isNew) journal.log(new, at) else journal.edit(new, at)
            val bar = if (isNew) undoBar(logged, format) else changed(format)
            Saved(logged.reminders, logged.home, bar)
        }
    }

    /** What an entry of this type cannot be without. */
    private val neededField: String
        get() = when (type) {
            EntryType.WEIGHT -> WEIGHT
            EntryType.TEMPERATURE -> TEMPERATURE
            EntryType.DIAPER -> DIAPER
            EntryType.MEDICINE -> NAME
            EntryType.WELLBEING -> MOOD
            EntryType.SIGN -> SIGN
            else -> NOTE
        }

    private fun changed(format: Format) = UndoBar(format.text("undo.changed"), "", canUndo = true, amountFor = null)

    private fun kind(read: Reader, format: Format, start: Stamp?, now: Now): EntryKind? = when (type) {
        EntryType.NURSING -> nursing(read, format)

        EntryType.PUMP, EntryType.HAND, EntryType.COMBINED -> EntryKind.Expression(expression(read, format, start, now))

        EntryType.SUPPLEMENT -> EntryKind.Supplement(
            Supplement(
                read.text(MILK)?.let(Milk::valueOf) ?: Milk.FORMULA,
                volume(read, VOLUME, format) ?: Volume.Unmeasured,
                read.text(BY)?.let(SupplementBy::valueOf),
            ),
        )

        EntryType.SKIN_TO_SKIN -> EntryKind.SkinToSkin(read.minutesMs(MINUTES))

        EntryType.WEIGHT -> read.number(WEIGHT)?.let { EntryKind.Weight(format.massOf(it)) }

        EntryType.TEMPERATURE ->
            read.number(TEMPERATURE)?.let { EntryKind.Temperature((it.coerceIn(-1e6, 1e6) * 1_000).toLong(), false) }

        EntryType.DIAPER -> read.text(DIAPER)?.let {
            EntryKind.Diaper(Diaper(it != "stool", it != "wet", read.text(DETAIL)))
        }

        EntryType.MEDICINE -> read.text(NAME)?.let { EntryKind.Medicine(it, read.text(DETAIL)) }

        EntryType.SIGN -> read.text(SIGN)?.let { EntryKind.Sign(BodySign.valueOf(it)) }

        EntryType.WELLBEING ->
            if (read.text(MOOD) == null &&
                read.text(REST) == null
            ) {
                null
            } else {
                EntryKind.Wellbeing(read.whole(MOOD), read.whole(REST))
            }

        EntryType.NOTE -> read.text(NOTE)?.let { EntryKind.Note }
    }

    private fun nursing(read: Reader, format: Format): EntryKind {
        val was = (old?.kind as? EntryKind.Nursing)?.nursing ?: Nursing()
        val tube = volume(read, TUBE, format)
        val hasMinutes = listOf(LEFT_MINUTES, RIGHT_MINUTES, MINUTES).any { read.text(it) != null }
        return EntryKind.Nursing(
            was.copy(
                leftMs = read.minutesMs(LEFT_MINUTES, "minutes"),
                rightMs = read.minutesMs(RIGHT_MINUTES, "minutes"),
                bothMs = read.minutesMs(MINUTES),
                // A side stands alone, or in its minutes.
                side = if (hasMinutes) null else was.side,
                latch = read.text(LATCH)?.let(Latch::valueOf),
                supplementer = tube?.let { Supplementer(read.text(MILK)?.let(Milk::valueOf) ?: Milk.FORMULA, it) },
            ),
        )
    }

    private fun expression(read: Reader, format: Format, start: Stamp?, now: Now): MilkExpression {
        val method = when (type) {
            EntryType.HAND -> ExpressionMethod.HAND
            EntryType.COMBINED -> ExpressionMethod.COMBINED
            else -> ExpressionMethod.PUMP
        }
        val was = (old?.kind as? EntryKind.Expression)?.expression ?: MilkExpression(method)
        return was.copy(
            total = volume(read, VOLUME, format),
            left = volume(read, LEFT, format),
            right = volume(read, RIGHT, format),
            durationMs = read.minutesMs(MINUTES) ?: lasted(read, start, now),
        )
    }

    /** From the start to the end that was typed; an end before the start is of the next day, if that has come. */
    private fun lasted(read: Reader, start: Stamp?, now: Now): Long? {
        val end = read.clock(ENDED, "ended") ?: return null
        if (start == null) return null
        val from = minutesOfDay(start.clock()) ?: return null
        val minutes = (end - from).let { if (it < 0) it + DAY_MINUTES else it }
        val isOver = start.utcMs + minutes * MINUTE_MS <= now.utcMs + MINUTE_MS
        return if (isOver) minutes * MINUTE_MS else read.refused(ENDED, "ended")
    }

    private fun volume(read: Reader, key: String, format: Format): Volume? = when (read.text(key)) {
        null -> null
        DROPS, format.text("volume.drops"), format.text("volume.drops_inline") -> Volume.Drops
        else -> read.number(key, "volume")?.let(format::volumeOf)
    }

    override fun delete(values: Map<String, String>): ((JournalInterface, Now) -> Saved)? =
        if (isNew) null else { journal, now -> journal.delete(id, now).let { Saved(it.reminders, it.home, null) } }

    override fun partOf(field: String): String = when (field) {
        "total" -> VOLUME
        "start" -> START
        "supplementer" -> TUBE
        "medicine" -> NAME
        else -> field
    }

    public companion object {
        // The journal's own names of fields, where it has one.
        internal const val VOLUME = "volume"
        internal const val LEFT = "left"
        internal const val RIGHT = "right"
        internal const val MINUTES = "minutes"
        internal const val LEFT_MINUTES = "left_minutes"
        internal const val RIGHT_MINUTES = "right_minutes"
        internal const val TUBE = "tube"
        internal const val MILK = "milk"
        internal const val BY = "by"
        internal const val LATCH = "latch"
        internal const val WEIGHT = "weight"
        internal const val TEMPERATURE = "temperature"
        internal const val DIAPER = "diaper"
        internal const val NAME = "name"
        internal const val DETAIL = "detail"
        internal const val SIGN = "sign"
        internal const val MOOD = "mood"
        internal const val REST = "rest"
        internal const val NOTE = "note"
        internal const val START = "started"
        internal const val ENDED = "ended"
        internal const val DAY = "day"
        internal const val BABY = "baby"
        internal const val BABIES = "babies"

        /** Signs of the baby come first in the core's list. */
        private val BABY_SIGNS = BodySign.BREAST_RED_HOT_PAINFUL.ordinal

        /** The type of an entry of the log; absent for what came from another app. */
        public fun typeOf(kind: EntryKind): EntryType? = when (kind) {
            is EntryKind.Nursing -> EntryType.NURSING

            is EntryKind.Expression -> when (kind.expression.method) {
                ExpressionMethod.PUMP -> EntryType.PUMP
                ExpressionMethod.HAND -> EntryType.HAND
                ExpressionMethod.COMBINED -> EntryType.COMBINED
            }

            is EntryKind.Supplement -> EntryType.SUPPLEMENT
            is EntryKind.SkinToSkin -> EntryType.SKIN_TO_SKIN
            is EntryKind.Weight -> EntryType.WEIGHT
            is EntryKind.Diaper -> EntryType.DIAPER
            is EntryKind.Medicine -> EntryType.MEDICINE
            is EntryKind.Temperature -> EntryType.TEMPERATURE
            is EntryKind.Sign -> EntryType.SIGN
            is EntryKind.Wellbeing -> EntryType.WELLBEING
            EntryKind.Note -> EntryType.NOTE
            is EntryKind.Other -> null
        }
    }
}

private fun diaperName(diaper: Diaper): String =
    if (diaper.wet && diaper.stool) {
        "both"
    } else if (diaper.stool) {
        "stool"
    } else {
        "wet"
    }

private fun Long?.minutes(): String = this?.let { "${it / MINUTE_MS}" }.orEmpty()

private fun Volume?.typed(format: Format): String = when (this) {
    null, Volume.Unmeasured -> ""
    Volume.Drops -> DROPS
    is Volume.Measured -> format.volumeNumber(microlitres.toDouble(), 3)
}

internal fun <T : Enum<T>> choice(
    key: String,
    label: String,
    all: List<T>,
    format: Format,
    words: (T) -> String,
): Part.Choice = Part.Choice(key, format.text(label), all.map { Part.Option(it.name, format.capitalized(words(it))) })

internal fun Stamp.local(): Long = utcMs + offsetS * 1_000L

internal fun Stamp.day(): String = dayText(Math.floorDiv(local(), DAY_MINUTES * MINUTE_MS))

internal fun Stamp.clock(): String = clockTime((Math.floorMod(local(), DAY_MINUTES * MINUTE_MS) / MINUTE_MS).toInt())

/** The moment at which clocks here show a day and a time; of two such moments the earlier. */
internal fun Now.at(day: String, minutes: Int): Stamp {
    val local = (dayNumber(day) * DAY_MINUTES + minutes) * MINUTE_MS
    val offsets = (zoneTable.transitions.flatMap { listOf(it.beforeS, it.afterS) } + offsetS).distinct()
    return offsets.map { stamp(local - it * 1_000L) }.filter { it.local() == local }.minByOrNull { it.utcMs }
        ?: Stamp(local - offsetS * 1_000L, offsetS)
}
