package org.relatch.demo.screens

import android.content.Context
import android.graphics.Canvas
import android.graphics.Paint
import android.view.View
import org.relatch.demo.R
import org.relatch.demo.state.DayStrip

/** The day ring made straight: from the start of the day to the next, in the direction of the language. */
internal class StripView(
    context: Context,
    private val strip: DayStrip,
    private val hollow: Float? = null,
) : View(context) {
    private val paint = Paint(Paint.ANTI_ALIAS_FLAG).apply { strokeCap = Paint.Cap.ROUND }
    private val label = Paint(Paint.ANTI_ALIAS_FLAG).apply {
        textSize = context.sizePx(Type.AXIS)
        color = context.getColor(R.color.text3)
    }
    private val density = resources.displayMetrics.density

    init {
        importantForAccessibility = IMPORTANT_FOR_ACCESSIBILITY_NO
    }

    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) {
        val height = (BASE_DP * density + label.textSize * 1.6f).toInt()
        setMeasuredDimension(MeasureSpec.getSize(widthMeasureSpec), height)
    }

    private fun x(place: Float): Float {
        val edge = EDGE_DP * density
        val along = edge + (width - 2 * edge) * place
        return if (layoutDirection == LAYOUT_DIRECTION_RTL) width - along else along
    }

    override fun onDraw(canvas: Canvas) {
        val base = (BASE_DP - 6) * density
        strip.night?.let {
            paint.color = context.getColor(R.color.night)
            paint.style = Paint.Style.FILL
            val (a, b) = x(it.start) to x(it.endInclusive)
            canvas.drawRoundRect(minOf(a, b), 2 * density, maxOf(a, b), base, 8 * density, 8 * density, paint)
        }
        line(canvas, R.color.line, 0f, 1f, base)
        strip.now?.let { line(canvas, R.color.dim, 0f, it, base) }
        strip.rays.forEach { ray ->
            paint.color = context.getColor(if (ray.isNight) R.color.lamp else R.color.ray)
            paint.strokeWidth = 6.5f * density
            val top = base - (8 + 7 + ray.minutes * 0.95f) * density
            canvas.drawLine(x(ray.place), base - 8 * density, x(ray.place), top, paint)
        }
        hollow?.let { hollowRay(canvas, it, base) }
        strip.now?.let {
            paint.style = Paint.Style.FILL
            paint.color = context.getColor(R.color.bg)
            canvas.drawCircle(x(it), base, 8 * density, paint)
            paint.color = context.getColor(R.color.text)
            canvas.drawCircle(x(it), base, 5 * density, paint)
        }
        times(canvas, base)
    }

    private fun line(canvas: Canvas, colour: Int, from: Float, to: Float, y: Float) {
        paint.color = context.getColor(colour)
        paint.strokeWidth = 2 * density
        canvas.drawLine(x(from), y, x(to), y, paint)
    }

    private fun hollowRay(canvas: Canvas, place: Float, base: Float) {
        for ((colour, width) in listOf(R.color.ray to 9f, R.color.bg to 5.4f)) {
            paint.color = context.getColor(colour)
            paint.strokeWidth = width * density
            canvas.drawLine(x(place), base - 10 * density, x(place), base - 25 * density, paint)
        }
    }

    private fun times(canvas: Canvas, base: Float) {
        val y = base + label.textSize + 8 * density
        val widest = strip.times.maxOfOrNull { label.measureText(it.second) } ?: return
        // With large letters only every second time has its place.
        val every = if (widest * strip.times.size * 1.15f > width) strip.times.size / 2 else 1
        strip.times.filterIndexed { at, _ -> at % every == 0 }.forEach { (place, words) ->
            val half = label.measureText(words) / 2
            canvas.drawText(words, x(place).coerceIn(half, width - half) - half, y, label)
        }
    }

    private companion object {
        const val BASE_DP = 58
        const val EDGE_DP = 10
    }
}
