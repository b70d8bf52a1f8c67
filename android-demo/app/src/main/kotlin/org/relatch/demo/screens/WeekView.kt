package org.relatch.demo.screens

import android.content.Context
import android.graphics.Canvas
import android.graphics.DashPathEffect
import android.graphics.Paint
import android.graphics.Path
import android.view.View
import org.relatch.demo.R
import org.relatch.demo.state.ChartDay
import org.relatch.demo.state.TrendScreen

/** A week in three lanes: sessions as blocks, own milk as a line, supplement as an area. Time runs with the language. */
internal class WeekView(context: Context, private val screen: TrendScreen) : View(context) {
    private val density = resources.displayMetrics.density
    private val paint = Paint(Paint.ANTI_ALIAS_FLAG)
    private val words = Paint(Paint.ANTI_ALIAS_FLAG).apply {
        textSize = context.sizePx(Type.AXIS)
        textAlign = Paint.Align.CENTER
    }
    private val axis = words.textSize
    private val most = screen.days.maxOf { (it.byDay ?: 0) + (it.atNight ?: 0) }.coerceAtLeast(LEAST_BLOCKS)
    private val blocks = most * BLOCK_DP * density + axis * 1.5f + NIGHT_GAP_DP * density
    private val milk = MILK_DP * density + axis * 2.4f
    private val supplement = SUPPLEMENT_DP * density + axis * 1.5f
    private val title = axis * 2.1f

    init {
        contentDescription = screen.days.joinToString("; ") { it.spoken }
        isFocusable = true
    }

    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) {
        val height = blocks + title + milk + title + supplement + axis * 3.2f
        setMeasuredDimension(MeasureSpec.getSize(widthMeasureSpec), height.toInt())
    }

    private fun colour(id: Int) = context.getColor(id)

    private fun x(at: Int): Float {
        val along = width * (at + 0.5f) / screen.days.size
        return if (layoutDirection == LAYOUT_DIRECTION_RTL) width - along else along
    }

    override fun onDraw(canvas: Canvas) {
        drawBlocks(canvas, blocks)
        name(canvas, 1, blocks + title * 0.75f)
        drawMilk(canvas, blocks + title, blocks + title + milk)
        name(canvas, 2, blocks + title + milk + title * 0.75f)
        drawSupplement(canvas, blocks + title * 2 + milk, blocks + title * 2 + milk + supplement)
        drawDays(canvas, blocks + title * 2 + milk + supplement)
    }

    private fun write(canvas: Canvas, text: String, x: Float, y: Float, colour: Int) {
        words.color = colour(colour)
        canvas.drawText(text, x, y, words)
    }

    private fun name(canvas: Canvas, lane: Int, y: Float) {
        val isRtl = layoutDirection == LAYOUT_DIRECTION_RTL
        words.textAlign = if (isRtl) Paint.Align.RIGHT else Paint.Align.LEFT
        words.textSize = context.sizePx(Type.LABEL)
        write(canvas, screen.lanes[lane], if (isRtl) width.toFloat() else 0f, y, R.color.text2)
        words.textAlign = Paint.Align.CENTER
        words.textSize = axis
    }

    private fun drawBlocks(canvas: Canvas, foot: Float) {
        val half = (width / screen.days.size * 0.22f)
        screen.days.forEachIndexed { at, day ->
            val (night, byDay) = (day.atNight ?: 0) to (day.byDay ?: 0)
            var y = foot
            for (block in 0 until night + byDay) {
                if (block == night && night > 0) y -= NIGHT_GAP_DP * density
                paint.color = colour(if (block < night) R.color.lamp else R.color.ray)
                paint.style = Paint.Style.FILL
                val top = y - 7 * density
                canvas.drawRoundRect(x(at) - half, top, x(at) + half, y, 3 * density, 3 * density, paint)
                y -= BLOCK_DP * density
            }
            val count = if (day.byDay == null) DASH else format(night + byDay)
            write(canvas, count, x(at), y - 4 * density, if (day.byDay == null) R.color.text3 else R.color.text2)
        }
    }

    private fun format(number: Int): String = (context as ScreenActivity).format.number(number)

    private fun drawMilk(canvas: Canvas, top: Float, foot: Float) {
        val highest = screen.days.maxOf { it.ownMilk ?: 0.0 }.coerceAtLeast(1.0)
        val head = top + axis * 1.6f
        val low = foot - axis
        val y = { value: Double -> (low - (low - head) * value / highest).toFloat() }
        val line = Path()
        screen.days.zipWithNext().forEachIndexed { at, (day, next) ->
            val (from, to) = (day.ownMilk ?: return@forEachIndexed) to (next.ownMilk ?: return@forEachIndexed)
            if (day.run != next.run) return@forEachIndexed
            line.moveTo(x(at), y(from))
            line.lineTo(x(at + 1), y(to))
        }
        paint.style = Paint.Style.STROKE
        paint.color = colour(R.color.milk)
        paint.strokeWidth = 2.2f * density
        canvas.drawPath(line, paint)
        screen.days.forEachIndexed { at, day ->
            val value = day.ownMilk
            if (value !=
                null
            ) {
                dot(canvas, day, x(at), y(value))
            } else if (day.isUnmeasured) {
                unmeasured(
                    canvas,
                    x(at),
                    (head + low) / 2,
                )
            }
        }
        paint.style = Paint.Style.STROKE
        paint.color = colour(R.color.line)
        paint.strokeWidth = density
        canvas.drawLine(0f, foot, width.toFloat(), foot, paint)
    }

    private fun dot(canvas: Canvas, day: ChartDay, x: Float, y: Float) {
        paint.color = colour(R.color.milk)
        paint.style = if (day.isOpen) Paint.Style.STROKE else Paint.Style.FILL
        paint.strokeWidth = 2 * density
        canvas.drawCircle(x, y, 5 * density, paint)
        write(canvas, day.ownMilkWords, x, y - 10 * density, R.color.text2)
    }

    /** The dashed ring: nobody measured. */
    private fun unmeasured(canvas: Canvas, x: Float, y: Float) {
        paint.style = Paint.Style.STROKE
        paint.color = colour(R.color.text2)
        paint.strokeWidth = 1.8f * density
        paint.pathEffect = DashPathEffect(floatArrayOf(5 * density, 4 * density), 0f)
        canvas.drawCircle(x, y, 6 * density, paint)
        paint.pathEffect = null
    }

    private fun drawSupplement(canvas: Canvas, top: Float, foot: Float) {
        val highest = screen.days.maxOf { it.supplement ?: 0.0 }.coerceAtLeast(1.0)
        val head = top + axis * 1.5f
        val share = width.toFloat() / screen.days.size
        screen.days.forEachIndexed { at, day ->
            val value =
                day.supplement ?: return@forEachIndexed write(canvas, DASH, x(at), foot - 4 * density, R.color.text3)
            val y = (foot - (foot - head) * value / highest).toFloat()
            paint.style = Paint.Style.FILL
            paint.color = colour(R.color.supp)
            canvas.drawRect(x(at) - share / 2, y, x(at) + share / 2, foot, paint)
            paint.style = Paint.Style.STROKE
            paint.color = colour(R.color.supp_line)
            paint.strokeWidth = 2 * density
            canvas.drawLine(x(at) - share / 2, y, x(at) + share / 2, y, paint)
            write(canvas, day.supplementWords, x(at), y - 5 * density, R.color.text2)
        }
    }

    private fun drawDays(canvas: Canvas, top: Float) = screen.days.forEachIndexed { at, day ->
        val isToday = day.remark.isNotEmpty()
        write(canvas, day.weekday, x(at), top + axis * 1.5f, if (isToday) R.color.text else R.color.text2)
        write(canvas, day.remark.ifEmpty { day.dayOfMonth }, x(at), top + axis * 2.8f, R.color.text3)
    }

    private companion object {
        const val BLOCK_DP = 10.5f
        const val NIGHT_GAP_DP = 3f
        const val MILK_DP = 62f
        const val SUPPLEMENT_DP = 34f
        const val LEAST_BLOCKS = 4
        const val DASH = "–"
    }
}
