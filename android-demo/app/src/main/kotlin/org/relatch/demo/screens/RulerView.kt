package org.relatch.demo.screens

import android.content.Context
import android.graphics.Canvas
import android.graphics.Paint
import android.graphics.Path
import android.os.Bundle
import android.view.GestureDetector
import android.view.MotionEvent
import android.view.View
import android.view.accessibility.AccessibilityNodeInfo
import android.view.accessibility.AccessibilityNodeInfo.AccessibilityAction
import android.view.accessibility.AccessibilityNodeInfo.RangeInfo
import android.widget.OverScroller
import org.relatch.demo.R
import kotlin.math.roundToInt

/** A ruler to draw with the thumb; numbers grow to the right in every language. */
internal class RulerView(context: Context, private val most: Int, private val words: (Int) -> String) : View(context) {
    /** Told of every step the thumb passes. */
    var moved: (Int) -> Unit = {}

    /** Where the mark stands, in steps. */
    var step: Int = 0
        set(value) {
            field = value.coerceIn(0, most)
            if (!isMoving) offset = field * spacing
            invalidate()
        }

    private val spacing = context.dp(STEP_DP).toFloat()
    private val scroller = OverScroller(context)
    private var offset = 0f
    private var isMoving = false
    private val tick = Paint(Paint.ANTI_ALIAS_FLAG).apply { strokeCap = Paint.Cap.ROUND }
    private val label = Paint(Paint.ANTI_ALIAS_FLAG).apply {
        textAlign = Paint.Align.CENTER
        textSize = context.sizePx(Type.LABEL)
        color = context.getColor(R.color.text2)
    }
    private val gestures = GestureDetector(
        context,
        object : GestureDetector.SimpleOnGestureListener() {
            override fun onDown(event: MotionEvent): Boolean {
                scroller.forceFinished(true)
                parent.requestDisallowInterceptTouchEvent(true)
                return true
            }

            override fun onScroll(from: MotionEvent?, to: MotionEvent, dx: Float, dy: Float): Boolean {
                slide(offset + dx)
                return true
            }

            override fun onFling(from: MotionEvent?, to: MotionEvent, vx: Float, vy: Float): Boolean {
                scroller.fling(offset.toInt(), 0, -vx.toInt(), 0, 0, (most * spacing).toInt(), 0, 0)
                postInvalidateOnAnimation()
                return true
            }
        },
    )

    init {
        isFocusable = true
        minimumHeight = context.dp(HEIGHT_DP)
    }

    private fun slide(to: Float) {
        isMoving = true
        offset = to.coerceIn(0f, most * spacing)
        val now = (offset / spacing).roundToInt()
        if (now != step) {
            step = now
            moved(now)
        }
        isMoving = false
        invalidate()
    }

    override fun computeScroll() {
        if (!scroller.computeScrollOffset()) return
        slide(scroller.currX.toFloat())
        postInvalidateOnAnimation()
    }

    override fun onTouchEvent(event: MotionEvent): Boolean {
        val isTaken = gestures.onTouchEvent(event)
        if (event.actionMasked == MotionEvent.ACTION_UP && scroller.isFinished) {
            offset = step * spacing
            performClick()
            invalidate()
        }
        return isTaken || super.onTouchEvent(event)
    }

    override fun onDraw(canvas: Canvas) {
        val middle = width / 2f
        val density = resources.displayMetrics.density
        val reach = (middle / spacing).toInt() + 1
        val top = 18 * density
        for (at in step - reach..step + reach) {
            if (at < 0 || at > most) continue
            val x = middle + at * spacing - offset
            val isLong = at % LONG == 0
            tick.color = context.getColor(R.color.ctl)
            tick.strokeWidth = (if (isLong) 2 else 1.4f.toInt().coerceAtLeast(1)) * density
            canvas.drawLine(x, top, x, top + (if (isLong) 32 else 18) * density, tick)
            if (isLong && at != step) canvas.drawText(words(at), x, top + 32 * density + label.textSize * 1.4f, label)
        }
        tick.color = context.getColor(R.color.ember)
        tick.strokeWidth = 4 * density
        canvas.drawLine(middle, top - 6 * density, middle, top + 38 * density, tick)
        tick.style = Paint.Style.FILL
        val cap = Path().apply {
            moveTo(middle - 8 * density, top - 10 * density)
            lineTo(middle + 8 * density, top - 10 * density)
            lineTo(middle, top)
            close()
        }
        canvas.drawPath(cap, tick)
    }

    // A screen reader moves it step by step, and hears where it stands.

    override fun onInitializeAccessibilityNodeInfo(info: AccessibilityNodeInfo) {
        super.onInitializeAccessibilityNodeInfo(info)
        info.className = android.widget.SeekBar::class.java.name
        @Suppress("DEPRECATION") // The constructor in its place came with API 30.
        info.rangeInfo = RangeInfo.obtain(RangeInfo.RANGE_TYPE_INT, 0f, most.toFloat(), step.toFloat())
        info.addAction(AccessibilityAction.ACTION_SCROLL_FORWARD)
        info.addAction(AccessibilityAction.ACTION_SCROLL_BACKWARD)
    }

    override fun performAccessibilityAction(action: Int, arguments: Bundle?): Boolean {
        val by = when (action) {
            AccessibilityNodeInfo.ACTION_SCROLL_FORWARD -> 1
            AccessibilityNodeInfo.ACTION_SCROLL_BACKWARD -> -1
            else -> return super.performAccessibilityAction(action, arguments)
        }
        step += by
        moved(step)
        return true
    }

    private companion object {
        const val STEP_DP = 11
        const val HEIGHT_DP = 84
        const val LONG = 5
    }
}
