package org.relatch.demo.state

import org.relatch.Entry
import org.relatch.EntryKind
import org.relatch.ExpressionMethod
import org.relatch.Latch
import org.relatch.Milk
import org.relatch.MilkExpression
import org.relatch.Nursing
import org.relatch.SessionKind
import org.relatch.Side
import org.relatch.SupplementBy
import org.relatch.Volume

/** Which icon and colour an entry has. */
public enum class Sign { NURSE, PUMP, HAND, BOTTLE, CUP, SKIN, SCALE, DIAPER, PILL, THERMO, FLAG, NOTE }

internal fun Format.side(side: Side): String = text(if (side == Side.LEFT) "side.left" else "side.right")

internal fun Format.milk(milk: Milk): String = text("milk.${milk.key()}")

internal fun Format.latch(latch: Latch): String = text("latch.${latch.key()}")

internal fun Format.by(by: SupplementBy): String = text("by.${by.key()}")

/** What an entry is. */
public fun Format.kind(kind: EntryKind): String =
    when (kind) {
        is EntryKind.Nursing -> text("kind.nursing")
        is EntryKind.Expression -> text("kind.${kind.expression.method.key()}")
        is EntryKind.Supplement -> capitalized(milk(kind.supplement.milk))
        is EntryKind.SkinToSkin -> text("kind.skin_to_skin")
        is EntryKind.Weight -> text("kind.weight")
        is EntryKind.Diaper -> text("kind.diaper")
        is EntryKind.Medicine -> text("kind.medicine")
        is EntryKind.Temperature -> text("kind.temperature")
        is EntryKind.Sign -> text("kind.sign")
        is EntryKind.Wellbeing -> text("kind.wellbeing")
        EntryKind.Note -> text("kind.note")
        is EntryKind.Other -> kind.label
    }

internal fun EntryKind.sign(): Sign =
    when (this) {
        is EntryKind.Nursing -> Sign.NURSE
        is EntryKind.Expression -> if (expression.method == ExpressionMethod.HAND) Sign.HAND else Sign.PUMP
        is EntryKind.Supplement -> if (supplement.by == SupplementBy.CUP) Sign.CUP else Sign.BOTTLE
        is EntryKind.SkinToSkin -> Sign.SKIN
        is EntryKind.Weight -> Sign.SCALE
        is EntryKind.Diaper -> Sign.DIAPER
        is EntryKind.Medicine -> Sign.PILL
        is EntryKind.Temperature -> Sign.THERMO
        is EntryKind.Sign -> Sign.FLAG
        else -> Sign.NOTE
    }

/** What is known of an entry beside its kind and amount. */
internal fun Format.detail(entry: Entry): String {
    val parts = when (val kind = entry.kind) {
        is EntryKind.Nursing -> kind.nursing.parts(this)

        is EntryKind.Expression -> kind.expression.parts(this)

        is EntryKind.Supplement -> listOfNotNull(kind.supplement.by?.let(::by))

        is EntryKind.SkinToSkin -> listOfNotNull(kind.durationMs?.let(::duration))

        is EntryKind.Diaper -> listOfNotNull(
            when {
                kind.diaper.wet && kind.diaper.stool -> "diaper.both"
                kind.diaper.wet -> "diaper.wet"
                kind.diaper.stool -> "diaper.stool"
                else -> null
            }?.let { text(it) },
        )

        is EntryKind.Medicine -> listOfNotNull(kind.name, kind.detail)

        is EntryKind.Other -> listOfNotNull(kind.detail)

        else -> emptyList()
    }
    return (parts + listOfNotNull(entry.note)).joinToString(", ")
}

private fun Nursing.parts(format: Format) = listOfNotNull(
    timedMs?.let(format::duration),
    (side ?: onlySide)?.let(format::side),
    latch?.let(format::latch),
    supplementer?.let { "${format.volume(it.volume)} ${format.milk(it.milk)}" },
)

private fun MilkExpression.parts(format: Format) = listOfNotNull(
    durationMs?.let(format::duration),
    left?.let { "${format.side(Side.LEFT)} ${format.volume(it)}" },
    right?.let { "${format.side(Side.RIGHT)} ${format.volume(it)}" },
)

/** The amount of an entry; absent where it has none. */
internal fun Format.amount(entry: Entry): String? =
    when (val kind = entry.kind) {
        is EntryKind.Expression -> volume(kind.expression.sum)
        is EntryKind.Supplement -> volume(kind.supplement.volume)
        is EntryKind.Weight -> mass(kind.mass.milligrams.toDouble())
        is EntryKind.Temperature -> text("temperature.c", "amount" to number(kind.milliCelsius / 1_000.0, 1))
        else -> null
    }

internal val Nursing.timedMs: Long?
    get() = if (leftMs == null && rightMs == null) bothMs else (leftMs ?: 0) + (rightMs ?: 0)

internal val Nursing.onlySide: Side?
    get() = when {
        leftMs != null && rightMs == null -> Side.LEFT
        leftMs == null && rightMs != null -> Side.RIGHT
        else -> null
    }

/** The amount of the session: the total, or what the sides add up to. */
internal val MilkExpression.sum: Volume
    get() {
        total?.let { return it }
        val sides = listOfNotNull(left, right)
        val measured = sides.filterIsInstance<Volume.Measured>()
        return when {
            measured.isNotEmpty() -> Volume.Measured(measured.sumOf { it.microlitres }, measured.first().unit)
            Volume.Drops in sides -> Volume.Drops
            else -> Volume.Unmeasured
        }
    }

/** Whether it counts as a session: an expression, or a nursing that was no mere attempt. */
internal val EntryKind.isStimulation: Boolean
    get() = when (this) {
        is EntryKind.Expression -> true
        is EntryKind.Nursing -> nursing.latch !in setOf(Latch.OFFERED, Latch.LICKED, Latch.REFUSED)
        else -> false
    }

internal val EntryKind.timedMs: Long?
    get() = when (this) {
        is EntryKind.Nursing -> nursing.timedMs
        is EntryKind.Expression -> expression.durationMs
        else -> null
    }

/** The session that a tile's corner starts; absent where there is nothing to time. */
public val EntryKind.session: SessionKind?
    get() = when (this) {
        is EntryKind.Nursing -> SessionKind.NURSING
        is EntryKind.Expression ->
            if (expression.method == ExpressionMethod.HAND) SessionKind.HAND else SessionKind.PUMP
        else -> null
    }
