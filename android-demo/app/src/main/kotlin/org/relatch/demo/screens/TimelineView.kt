package org.relatch.demo.screens

import android.content.Context
import android.graphics.Canvas
import android.graphics.Paint
import android.view.View
import org.relatch.demo.R
import org.relatch.demo.state.Timeline

/** The next 24 hours: reminders as hollow rays, night shaded, quiet hours hatched. */
internal class TimelineView(context: Context, private val line: Timeline, private val now: String) : View(context) {
    private val density = resources.displayMetrics.density
    private val paint = Paint(Paint.ANTI_ALIAS_FLAG).apply { strokeCap = Paint.Cap.ROUND }
    private val words = Paint(Paint.ANTI_ALIAS_FLAG).apply { textSize = context.sizePx(Type.AXIS) }
    private val letter = words.textSize

    init {
        contentDescription = line.spoken
        isFocusable = true
    }

    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) =
        setMeasuredDimension(MeasureSpec.getSize(widthMeasureSpec), (HEIGHT_DP * density + letter * 3.2f).toInt())

    private fun x(place: Float): Float {
        val edge = 8 * density
        val along = edge + (width - 2 * edge) * place
        return if (layoutDirection == LAYOUT_DIRECTION_RTL) width - along else along
    }

    override fun onDraw(canvas: Canvas) {
        val top = letter * 1.6f
        val base = top + HEIGHT_DP * density
        line.nights.forEach { shade(canvas, it, top, base) }
        line.quiet.forEach { hatch(canvas, it, top, base) }
        paint.color = context.getColor(R.color.line)
        paint.strokeWidth = 2 * density
        canvas.drawLine(x(0f), base, x(1f), base, paint)
        line.dues.forEach { (place, _) -> ray(canvas, x(place), top + 22 * density, base - 12 * density) }
        written(canvas, line.dues, letter, R.color.text)
        paint.color = context.getColor(R.color.text)
        canvas.drawCircle(x(0f), base, 5 * density, paint)
        written(canvas, listOf(0f to now) + line.hours, base + letter * 1.5f, R.color.text3)
    }

    private fun shade(canvas: Canvas, part: ClosedFloatingPointRange<Float>, top: Float, base: Float) {
        val (a, b) = x(part.start) to x(part.endInclusive)
        paint.style = Paint.Style.FILL
        paint.color = context.getColor(R.color.night)
        canvas.drawRoundRect(minOf(a, b), top, maxOf(a, b), base, 8 * density, 8 * density, paint)
    }

    private fun hatch(canvas: Canvas, part: ClosedFloatingPointRange<Float>, top: Float, base: Float) {
        val left = minOf(x(part.start), x(part.endInclusive))
        val right = maxOf(x(part.start), x(part.endInclusive))
        canvas.save()
        canvas.clipRect(left, top, right, base)
        paint.color = context.getColor(R.color.hatch)
        paint.strokeWidth = 2.4f * density
        var at = left - (base - top)
        while (at < right) {
            canvas.drawLine(at, base, at + (base - top), top, paint)
            at += 8 * density
        }
        canvas.restore()
    }

    private fun ray(canvas: Canvas, x: Float, top: Float, foot: Float) {
        for ((colour, width) in listOf(R.color.ray to 9f, R.color.surface to 5.4f)) {
            paint.color = context.getColor(colour)
            paint.strokeWidth = width * density
            canvas.drawLine(x, top, x, foot, paint)
        }
    }

    /** Writes what has its place; the first always. */
    private fun written(canvas: Canvas, all: List<Pair<Float, String>>, y: Float, colour: Int) {
        words.color = context.getColor(colour)
        val taken = mutableListOf<ClosedFloatingPointRange<Float>>()
        all.forEach { (place, text) ->
            val half = words.measureText(text) / 2
            val middle = x(place).coerceIn(half, width - half)
            val mine = middle - half - 6 * density..middle + half + 6 * density
            if (taken.any { it.start < mine.endInclusive && mine.start < it.endInclusive }) return@forEach
            taken += mine
            canvas.drawText(text, middle - half, y, words)
        }
    }

    private companion object {
        const val HEIGHT_DP = 66
    }
}
