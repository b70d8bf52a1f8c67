package org.relatch.demo.screens

import android.view.GestureDetector
import android.view.Gravity
import android.view.MotionEvent
import android.view.View
import android.widget.LinearLayout
import android.widget.ScrollView
import org.relatch.demo.R
import org.relatch.demo.state.OutlookCard
import org.relatch.demo.state.TrendScreen
import org.relatch.demo.state.readTrend
import org.relatch.demo.state.trendScreen
import kotlin.math.abs

/** A week beside the one before, and where it may go; earlier weeks by a swipe or the arrow. */
internal class TrendTab(host: MainActivity, var weeksBack: Int) : Tab(host) {
    private val column = host.column().apply {
        id = R.id.column
        inset(16, 8, 16, 16)
    }
    override val view: View = Swiped()
    private var screen: TrendScreen? = null

    override fun appear() {
        val back = weeksBack
        host.ask({ journal, now -> readTrend(journal, back, now) }) { read ->
            val new = trendScreen(read, host.format)
            if (new == screen) return@ask
            screen = new
            show(new)
        }
    }

    private fun move(weeks: Int) {
        weeksBack = (weeksBack + weeks).coerceAtLeast(0)
        appear()
    }

    private fun show(screen: TrendScreen) {
        column.removeAllViews()
        column.put(head(screen))
        column.put(host.words(screen.mean, Type.H2).inset(4, 0), top = 10)
        if (screen.before.isNotEmpty()) column.put(host.words(screen.before, Type.LABEL, R.color.text2).inset(4, 0), 2)
        column.put(week(screen), top = 12)
        if (screen.insights.isNotEmpty()) {
            val rows = screen.insights.map { host.words(it, Type.BODY, R.color.text2).inset(0, 12) }
            column.put(host.rows(rows), top = 12)
        }
        screen.outlook?.let { column.put(outlook(it), top = 12) }
    }

    private fun head(screen: TrendScreen): View {
        val format = host.format
        val earlier = host.iconButton(R.drawable.ic_earlier, format.text("trend.earlier_week")) { move(1) }
        earlier.id = R.id.trend_earlier
        val later = host.iconButton(R.drawable.ic_later, format.text("trend.later_week")) { move(-1) }
        later.id = R.id.trend_later
        val range = host.words(screen.range, Type.BODY)
        val title = host.words(screen.title, Type.TITLE).inset(4, 0)
        val arrows = host.row(earlier, range)
        if (screen.hasLater) arrows.addView(later)
        if (host.isLargeType) return host.column(title, arrows)
        return host.row().apply {
            putWide(title)
            addView(arrows)
        }
    }

    private fun week(screen: TrendScreen): View = host.card().apply {
        if (host.isLargeType) {
            // A drawing has no place for large letters: the same as a list of days.
            screen.days.reversed().forEach { put(host.words(it.spoken, Type.BODY).inset(0, 8)) }
        } else {
            put(legend(screen))
            put(WeekView(host, screen).apply { id = R.id.trend_chart }, top = 8)
        }
        put(host.words(screen.sentence, Type.BODY, R.color.text2), top = 10)
    }

    private fun legend(screen: TrendScreen): View = host.row().apply {
        putWide(host.words(screen.lanes.first(), Type.LABEL, R.color.text2))
        listOf(R.color.ray, R.color.lamp).forEachIndexed { at, colour ->
            val block = View(host).apply { background = host.shape(colour, 3) }
            addView(block, LinearLayout.LayoutParams(host.dp(10), host.dp(10)))
            addView(
                host.words(screen.legend[at], Type.SMALL, R.color.text2).margins(
                    start = 6,
                    end = if (at ==
                        0
                    ) {
                        14
                    } else {
                        0
                    },
                ),
            )
        }
    }

    private fun outlook(card: OutlookCard): View = host.card().apply {
        id = R.id.outlook
        put(host.words(card.title, Type.H2))
        if (card.bands.isNotEmpty()) {
            put(host.words(card.axis, Type.LABEL, R.color.text2), top = 2)
            put(OutlookView(host, card), top = 12)
        }
        card.counted?.let { (days, needed) -> put(dots(days, needed), top = 12) }
        put(host.words(card.sentence, Type.BODY, R.color.text2), top = 12)
        card.notes.forEach { put(host.words(it, Type.SMALL, R.color.text3), top = 8) }
    }

    /** Open and filled dots: measured days of those needed. */
    private fun dots(days: Int, needed: Int): View = host.row().apply {
        gravity = Gravity.START
        importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_NO_HIDE_DESCENDANTS
        repeat(needed) { at ->
            val fill = if (at < days) R.color.milk else android.R.color.transparent
            val dot = View(host).apply { background = host.shape(fill, 8, R.color.ctl, 1.5f) }
            addView(dot, LinearLayout.LayoutParams(host.dp(14), host.dp(14)).apply { marginEnd = host.dp(8) })
        }
    }

    /** The scrolling page, which a swipe across moves by a week. */
    private inner class Swiped : ScrollView(host) {
        private val gestures = GestureDetector(
            host,
            object : GestureDetector.SimpleOnGestureListener() {
                override fun onFling(from: MotionEvent?, to: MotionEvent, vx: Float, vy: Float): Boolean {
                    if (abs(vx) < 2 * abs(vy)) return false
                    // The past lies where a line of the language begins.
                    val isToPast = (vx > 0) != (layoutDirection == LAYOUT_DIRECTION_RTL)
                    move(if (isToPast) 1 else -1)
                    return true
                }
            },
        )

        init {
            addView(column)
        }

        override fun dispatchTouchEvent(event: MotionEvent): Boolean {
            gestures.onTouchEvent(event)
            return super.dispatchTouchEvent(event)
        }
    }
}
