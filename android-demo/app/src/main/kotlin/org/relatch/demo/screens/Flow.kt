package org.relatch.demo.screens

import android.content.Context
import android.view.View
import android.view.ViewGroup
import kotlin.math.max

/** Children one after the other, in as many lines as they need; from the right where the language is written so. */
internal class Flow(context: Context) : ViewGroup(context) {
    private val gap = context.dp(GAP)

    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) {
        val width = MeasureSpec.getSize(widthMeasureSpec)
        measureChildren(
            MeasureSpec.makeMeasureSpec(width, MeasureSpec.AT_MOST),
            MeasureSpec.makeMeasureSpec(0, MeasureSpec.UNSPECIFIED),
        )
        setMeasuredDimension(width, lines(width) { _, _, _ -> })
    }

    override fun onLayout(changed: Boolean, left: Int, top: Int, right: Int, bottom: Int) {
        val width = right - left
        lines(width) { child, x, y ->
            val start = if (layoutDirection == LAYOUT_DIRECTION_RTL) width - x - child.measuredWidth else x
            child.layout(start, y, start + child.measuredWidth, y + child.measuredHeight)
        }
    }

    /** Gives every child its place; returns the height of all lines. */
    private fun lines(width: Int, place: (View, Int, Int) -> Unit): Int {
        var (x, y, height) = Triple(0, 0, 0)
        for (at in 0 until childCount) {
            val child = getChildAt(at)
            if (child.visibility == GONE) continue
            if (x > 0 && x + child.measuredWidth > width) {
                y += height + gap
                x = 0
                height = 0
            }
            place(child, x, y)
            x += child.measuredWidth + gap
            height = max(height, child.measuredHeight)
        }
        return y + height
    }

    private companion object {
        const val GAP = 8
    }
}
