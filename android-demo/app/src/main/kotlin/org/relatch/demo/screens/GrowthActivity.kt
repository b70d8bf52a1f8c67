package org.relatch.demo.screens

import android.content.Context
import android.graphics.Canvas
import android.graphics.Paint
import android.view.View
import org.relatch.demo.R
import org.relatch.demo.state.EntryType
import org.relatch.demo.state.GrowthCard
import org.relatch.demo.state.GrowthScreen
import org.relatch.demo.state.growthScreen
import org.relatch.demo.state.readGrowth

/** Growth and diapers: what the tables say, and no verdict. */
class GrowthActivity : PageActivity() {
    override fun appear() = ask(::readGrowth) { show(growthScreen(it, format)) }

    private fun show(screen: GrowthScreen) {
        name(screen.title)
        column.removeAllViews()
        screen.empty?.let { words ->
            val add = button(words, icon = R.drawable.ic_plus) {
                startActivity(SheetActivity.of(this, SheetActivity.Subject.BABY))
            }
            add.id = R.id.add_baby
            column.put(add, top = 8)
        }
        screen.cards.forEach { column.put(growth(it), top = 8) }
        column.put(words(screen.method, Type.SMALL, R.color.text3).inset(4, 0), top = 12)
    }

    private fun growth(card: GrowthCard): View = card().apply {
        put(words(card.baby, Type.H2))
        if (card.points.size > 1) put(CurveView(this@GrowthActivity, card), top = 12)
        card.weights.takeLast(SHOWN).reversed().forEach { weight ->
            val line = row()
            line.putWide(words(weight.value, Type.BODY, R.color.text2))
            line.addView(words(weight.caption, Type.BODY))
            put(line, top = 8)
        }
        card.questions.forEach { doubt ->
            put(words(doubt.text, Type.BODY), top = 12)
            put(
                button(format.text("flagcard.correct"), height = TOUCH) {
                    startActivity(SheetActivity.edit(this@GrowthActivity, EntryType.WEIGHT, doubt.entry))
                },
                top = 8,
            )
        }
        card.facts.forEach { put(words(it, Type.BODY, R.color.text2), top = 10) }
        if (card.diapers.isNotEmpty()) {
            put(line(), top = 14)
            card.diapers.reversed().forEach { put(words(it, Type.BODY, R.color.text2), top = 8) }
        }
        val add = button(format.text("kind.weight"), icon = R.drawable.ic_plus) {
            startActivity(SheetActivity.new(this@GrowthActivity, EntryType.WEIGHT))
        }
        put(add, top = 14)
    }

    private companion object {
        const val SHOWN = 6
    }
}

/** Weights as dots on their days, joined in order. */
internal class CurveView(context: Context, private val card: GrowthCard) : View(context) {
    private val density = resources.displayMetrics.density
    private val paint = Paint(Paint.ANTI_ALIAS_FLAG)

    init {
        contentDescription = card.weights.joinToString("; ") { "${it.value}: ${it.caption}" }
        isFocusable = true
    }

    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) =
        setMeasuredDimension(MeasureSpec.getSize(widthMeasureSpec), (HEIGHT_DP * density).toInt())

    override fun onDraw(canvas: Canvas) {
        val edge = 8 * density
        val days = card.points.first().first to card.points.last().first
        val weights = card.points.minOf { it.second } to card.points.maxOf { it.second }
        val span = (days.second - days.first).coerceAtLeast(1)
        val range = (weights.second - weights.first).coerceAtLeast(1.0)
        val places = card.points.map { (day, weight) ->
            val along = edge + (width - 2 * edge) * (day - days.first) / span
            val x = if (layoutDirection == LAYOUT_DIRECTION_RTL) width - along else along
            x to (height - edge - (height - 2 * edge) * (weight - weights.first) / range).toFloat()
        }
        paint.color = context.getColor(R.color.ray)
        paint.strokeWidth = 2 * density
        places.zipWithNext { (x0, y0), (x1, y1) -> canvas.drawLine(x0, y0, x1, y1, paint) }
        places.forEach { (x, y) -> canvas.drawCircle(x, y, 4.5f * density, paint) }
    }

    private companion object {
        const val HEIGHT_DP = 96
    }
}
