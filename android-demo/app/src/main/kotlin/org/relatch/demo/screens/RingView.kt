package org.relatch.demo.screens

import android.content.Context
import android.graphics.Canvas
import android.graphics.Paint
import android.graphics.Path
import android.graphics.RadialGradient
import android.graphics.RectF
import android.graphics.Shader
import android.view.View
import org.relatch.demo.R
import org.relatch.demo.state.DayRing
import kotlin.math.PI
import kotlin.math.cos
import kotlin.math.min
import kotlin.math.sin

/** The day ring: 24 hours, noon on top, one ray a session. Never mirrored: it is a clock. */
class RingView(context: Context) : View(context) {
    /** What is drawn. */
    var ring: DayRing? = null
        set(value) {
            field = value
            contentDescription = value?.spoken
            invalidate()
        }

    private val paint = Paint(Paint.ANTI_ALIAS_FLAG).apply { strokeCap = Paint.Cap.ROUND }
    private val label = Paint(Paint.ANTI_ALIAS_FLAG).apply { textAlign = Paint.Align.CENTER }
    private val sun = context.getDrawable(R.drawable.ic_sun)?.mutate()
    private val moon = context.getDrawable(R.drawable.ic_moon)?.mutate()

    /** Words at a quarter and at three quarters of the day, as the phone writes hours. */
    var hours: Pair<String, String> = "" to ""

    override fun onDraw(canvas: Canvas) {
        val ring = ring ?: return
        val size = min(width, height).toFloat()
        Drawing(canvas, size, width / 2f, height / 2f, ring).draw()
    }

    private inner class Drawing(
        val canvas: Canvas,
        val size: Float,
        val x: Float,
        val y: Float,
        val ring: DayRing,
    ) {
        val radius = size * RADIUS
        val density = resources.displayMetrics.density
        val isSmall = size < SMALL_DP * density

        fun draw() {
            glow()
            night()
            track()
            if (size >= LABELLED_DP * density) labels()
            ring.rays.forEach(::ray)
            if (!isSmall) ring.next?.let(::next)
            present()
        }

        private fun colour(id: Int) = context.getColor(id)

        private fun at(turn: Float, distance: Float, put: (Float, Float) -> Unit) {
            val angle = turn * 2 * PI - PI / 2
            put(x + distance * cos(angle).toFloat(), y + distance * sin(angle).toFloat())
        }

        private fun spoke(turn: Float, from: Float, to: Float) {
            at(turn, from) { x0, y0 -> at(turn, to) { x1, y1 -> canvas.drawLine(x0, y0, x1, y1, paint) } }
        }

        private fun stroke(id: Int, width: Float) {
            paint.style = Paint.Style.STROKE
            paint.color = colour(id)
            paint.strokeWidth = width
        }

        private fun glow() {
            paint.style = Paint.Style.FILL
            val ray = colour(R.color.ray)
            val inner = (resources.getInteger(R.integer.glow) shl ALPHA_SHIFT) or (ray and RGB)
            paint.shader = RadialGradient(x, y, radius * GLOW, inner, ray and RGB, Shader.TileMode.CLAMP)
            canvas.drawCircle(x, y, radius * GLOW, paint)
            paint.shader = null
        }

        private fun night() {
            val corner = 5 * density * size / (NIGHT_SIZE * density)
            val outer = radius + size * NIGHT_OUTER - corner
            val inner = radius + size * NIGHT_INNER + corner
            val sweep = (ring.nightTo - ring.nightFrom).mod(1f) * FULL
            val start = ring.nightFrom * FULL - QUARTER
            val slack = (corner / inner / PI * HALF).toFloat()
            val path = Path()
            path.arcTo(square(outer), start + slack, sweep - 2 * slack)
            path.arcTo(square(inner), start + sweep - slack, -(sweep - 2 * slack))
            path.close()
            paint.style = Paint.Style.FILL_AND_STROKE
            paint.strokeJoin = Paint.Join.ROUND
            paint.color = colour(R.color.night)
            paint.strokeWidth = 2 * corner
            canvas.drawPath(path, paint)
        }

        private fun square(radius: Float) = RectF(x - radius, y - radius, x + radius, y + radius)

        private fun track() {
            stroke(R.color.line, 2 * density)
            canvas.drawCircle(x, y, radius, paint)
            stroke(R.color.dim, 2 * density)
            val sweep = (ring.now - ring.dayStart).mod(1f) * FULL
            canvas.drawArc(square(radius), ring.dayStart * FULL - QUARTER, sweep, false, paint)
            spoke(ring.dayStart, radius - 5 * density, radius + 5 * density)
        }

        private fun labels() {
            label.textSize = context.sizePx(Type.AXIS)
            label.color = colour(R.color.text3)
            val inside = radius - 16 * density
            at(0.75f, inside) { x, y -> canvas.drawText(hours.first, x, y + label.textSize / 3, label) }
            at(0.25f, inside) { x, y -> canvas.drawText(hours.second, x, y + label.textSize / 3, label) }
            val half = 8 * density
            listOf(sun to 0f, moon to 0.5f).forEach { (icon, turn) ->
                at(turn, inside) { x, y ->
                    icon?.setTint(colour(R.color.text3))
                    icon?.setBounds((x - half).toInt(), (y - half).toInt(), (x + half).toInt(), (y + half).toInt())
                    icon?.draw(canvas)
                }
            }
        }

        private fun ray(ray: DayRing.Ray) {
            val from = radius + size * RAY_START
            val to = from + size * (RAY_LEAST + RAY_MINUTE * ray.minutes)
            if (ray.isRunning) {
                stroke(R.color.ray, size * HALO_WIDTH)
                paint.alpha = HALO_ALPHA
                spoke(ray.turn, from, to)
            }
            val colour = when {
                ray.isRunning -> R.color.lamp
                ray.isEarlier -> R.color.dim
                ray.isNight -> R.color.lamp
                else -> R.color.ray
            }
            stroke(colour, size * if (ray.isEarlier) RAY_EARLIER else RAY_TODAY)
            spoke(ray.turn, from, to)
        }

        private fun next(turn: Float) {
            val (from, to) = radius + size * NEXT_FROM to radius + size * NEXT_TO
            stroke(R.color.ray, size * NEXT_WIDTH)
            spoke(turn, from, to)
            stroke(R.color.bg, size * NEXT_HOLLOW)
            spoke(turn, from, to)
        }

        private fun present() {
            paint.style = Paint.Style.FILL
            at(ring.now, radius) { x, y ->
                paint.color = colour(R.color.bg)
                canvas.drawCircle(x, y, size * NOW_GAP, paint)
                paint.color = colour(R.color.text)
                canvas.drawCircle(x, y, size * NOW_DOT, paint)
            }
        }
    }

    private companion object {
        // All in parts of the side, as the look gives them.
        const val RADIUS = 0.36f
        const val GLOW = 0.98f
        const val NIGHT_INNER = 0.012f
        const val NIGHT_OUTER = 0.128f
        const val NIGHT_SIZE = 304f
        const val RAY_START = 0.026f
        const val RAY_LEAST = 0.023f
        const val RAY_MINUTE = 0.0031f
        const val RAY_TODAY = 0.021f
        const val RAY_EARLIER = 0.014f
        const val HALO_WIDTH = 0.056f
        const val HALO_ALPHA = 64
        const val NEXT_FROM = 0.033f
        const val NEXT_TO = 0.082f
        const val NEXT_WIDTH = 0.030f
        const val NEXT_HOLLOW = 0.018f
        const val NOW_GAP = 0.031f
        const val NOW_DOT = 0.018f
        const val SMALL_DP = 140
        const val LABELLED_DP = 250
        const val FULL = 360f
        const val HALF = 180f
        const val QUARTER = 90f
        const val ALPHA_SHIFT = 24
        const val RGB = 0xFFFFFF
    }
}
