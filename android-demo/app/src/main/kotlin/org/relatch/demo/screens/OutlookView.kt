package org.relatch.demo.screens

import android.content.Context
import android.graphics.Canvas
import android.graphics.Paint
import android.graphics.Path
import android.view.View
import org.relatch.demo.R
import org.relatch.demo.state.BandPoint
import org.relatch.demo.state.OutlookCard
import kotlin.math.ceil
import kotlin.math.log10
import kotlin.math.pow

/** Two bands, each with its name in it; no middle line and no date. */
internal class OutlookView(context: Context, private val card: OutlookCard) : View(context) {
    private val density = resources.displayMetrics.density
    private val paint = Paint(Paint.ANTI_ALIAS_FLAG)
    private val words = Paint(Paint.ANTI_ALIAS_FLAG).apply { textSize = context.sizePx(Type.AXIS) }
    private val isRtl get() = layoutDirection == LAYOUT_DIRECTION_RTL
    private val last = card.bands.last().days.toFloat()
    private val top = nice(card.bands.maxOf { it.wideHigh })

    init {
        contentDescription = card.sentence
        isFocusable = true
    }

    private fun nice(value: Double): Double {
        val power = 10.0.pow(ceil(log10(value.coerceAtLeast(1.0))) - 1)
        return ceil(value / power) * power
    }

    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) =
        setMeasuredDimension(MeasureSpec.getSize(widthMeasureSpec), (HEIGHT_DP * density + words.textSize).toInt())

    private val foot get() = height - 6 * density
    private val head get() = words.textSize
    private val label get() = words.measureText(format(top)) + 8 * density

    private fun format(value: Double) = (context as ScreenActivity).format.number(value, 0)

    private fun x(days: Float): Float {
        val along = label + (width - label) * days / last
        return if (isRtl) width - along else along
    }

    private fun y(value: Double): Float = (foot - (foot - head) * value / top).toFloat()

    override fun onDraw(canvas: Canvas) {
        for (value in listOf(0.0, top / 2, top)) {
            paint.color = context.getColor(R.color.line)
            paint.style = Paint.Style.STROKE
            paint.strokeWidth = density
            canvas.drawLine(x(0f), y(value), x(last), y(value), paint)
            words.color = context.getColor(R.color.text3)
            words.textAlign = if (isRtl) Paint.Align.RIGHT else Paint.Align.LEFT
            canvas.drawText(format(value), if (isRtl) width.toFloat() else 0f, y(value) + words.textSize / 3, words)
        }
        band(canvas, WIDE_ALPHA, { it.wideLow }, { it.wideHigh })
        band(canvas, NARROW_ALPHA, { it.narrowLow }, { it.narrowHigh })
        val end = card.bands.last()
        name(canvas, card.wide, (end.wideHigh + end.narrowHigh) / 2)
        name(canvas, card.narrow, (end.narrowHigh + end.narrowLow) / 2)
    }

    private fun band(canvas: Canvas, alpha: Int, low: (BandPoint) -> Double, high: (BandPoint) -> Double) {
        val path = Path()
        card.bands.forEachIndexed { at, point ->
            if (at ==
                0
            ) {
                path.moveTo(x(point.days.toFloat()), y(high(point)))
            } else {
                path.lineTo(x(point.days.toFloat()), y(high(point)))
            }
        }
        card.bands.reversed().forEach { path.lineTo(x(it.days.toFloat()), y(low(it))) }
        path.close()
        paint.style = Paint.Style.FILL
        paint.color = context.getColor(R.color.dim)
        paint.alpha = alpha
        canvas.drawPath(path, paint)
        paint.alpha = OPAQUE
    }

    private fun name(canvas: Canvas, text: String, at: Double) {
        words.color = context.getColor(R.color.text)
        words.textAlign = if (isRtl) Paint.Align.LEFT else Paint.Align.RIGHT
        val x = x(last) + (if (isRtl) 8 else -8) * density
        canvas.drawText(text, x, y(at) + words.textSize / 3, words)
    }

    private companion object {
        const val HEIGHT_DP = 130
        const val WIDE_ALPHA = 90
        const val NARROW_ALPHA = 110
        const val OPAQUE = 255
    }
}
