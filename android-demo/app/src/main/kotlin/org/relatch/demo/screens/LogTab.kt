package org.relatch.demo.screens

import android.graphics.Canvas
import android.graphics.Paint
import android.view.Gravity
import android.view.View
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.FrameLayout
import android.widget.LinearLayout
import android.widget.ScrollView
import android.widget.Switch
import org.relatch.Day
import org.relatch.DayMarks
import org.relatch.demo.R
import org.relatch.demo.state.LogRow
import org.relatch.demo.state.LogScreen
import org.relatch.demo.state.dayNumber
import org.relatch.demo.state.dayText
import org.relatch.demo.state.logScreen
import org.relatch.demo.state.readLog

/** The log of a day: latest first; a tap changes an entry, the plus adds one. */
internal class LogTab(host: MainActivity, private var day: Day?) : Tab(host) {
    private val column = host.column().apply {
        id = R.id.column
        inset(16, 8, 16, 16)
    }
    override val view: View = ScrollView(host).apply { addView(column) }
    private var screen: LogScreen? = null

    /** The day that is shown, to come back to. */
    val shownDay: Day? get() = day

    override fun appear() {
        val asked = day
        host.ask({ journal, now -> readLog(journal, asked, now) }) { read ->
            val new = logScreen(read, host.format)
            if (new == screen) return@ask
            screen = new
            show(new)
        }
    }

    private fun move(days: Int) {
        val shown = screen ?: return
        val to = dayText(dayNumber(shown.day) + days)
        day = to
        appear()
    }

    private fun mark(marks: DayMarks) {
        val shown = screen?.day
        host.ask({ journal, now -> journal.markDay(shown, marks, now) }) {
            screen = null
            appear()
        }
    }

    private fun show(screen: LogScreen) {
        column.removeAllViews()
        column.put(head(screen))
        column.put(StripView(host, screen.strip), top = 8)
        if (screen.summary.isNotEmpty()) {
            column.put(host.words(screen.summary, Type.LABEL, R.color.text2).inset(4, 0), top = 6)
        }
        val rows = host.column().apply { id = R.id.rows }
        screen.rows.forEachIndexed { at, row -> rows.put(RowView(host, row, at == screen.rows.lastIndex)) }
        column.put(rows, top = 12)
        screen.empty?.let { column.put(host.words(it, Type.BODY, R.color.text2).inset(4, 24)) }
        val marks = listOf(
            mark("diaper.complete", screen.isDiapersComplete, R.id.diapers_complete) {
                mark(DayMarks(diapersComplete = it))
            },
            mark("log.mark_away", screen.isAway, R.id.away) { mark(DayMarks(away = it)) },
        )
        column.put(host.rows(marks), top = 16)
    }

    private fun head(screen: LogScreen): View {
        val format = host.format
        val earlier = host.iconButton(R.drawable.ic_earlier, format.text("log.earlier_day")) { move(-1) }
        earlier.id = R.id.log_earlier
        val later = host.iconButton(R.drawable.ic_later, format.text("log.later_day")) { move(1) }
        later.id = R.id.log_later
        val add = host.iconButton(R.drawable.ic_plus, format.text("log.add"), TOUCH, R.color.raised) {
            KindsDialog(host).show()
        }
        add.id = R.id.log_add
        return host.row().apply {
            putWide(host.words(screen.title, Type.TITLE).inset(4, 0, 4))
            addView(earlier)
            if (screen.hasLater) addView(later)
            addView(add.margins(start = 6))
        }
    }

    private fun mark(key: String, isOn: Boolean, id: Int, set: (Boolean) -> Unit): View = Switch(host).apply {
        this.id = id
        text = host.format.text(key)
        wear(Type.BODY)
        isChecked = isOn
        isSaveEnabled = false
        minimumHeight = host.dp(ROW)
        setOnCheckedChangeListener { _, now -> set(now) }
    }

    /** One line, on the thread that all lines hang on. */
    private inner class RowView(host: MainActivity, row: LogRow, isLast: Boolean) : FrameLayout(host) {
        private val thread = Paint(Paint.ANTI_ALIAS_FLAG).apply {
            color = host.getColor(R.color.line)
            strokeWidth = host.dp(2).toFloat()
        }
        private val hangs = !isLast
        private val disc: View

        init {
            setWillNotDraw(false)
            tag = "entry=${row.id}"
            isClickable = row.type != null
            isFocusable = true
            contentDescription = row.spoken
            background = host.touchable(host.shape(android.R.color.transparent, 12))
            setOnClickListener {
                row.type?.let { type -> host.startActivity(SheetActivity.edit(host, type, row.id)) }
            }
            val isSession = row.sign.isSession
            disc = host.icon(row.sign.drawable, if (isSession) R.color.ember else R.color.text2, DISC).apply {
                background = host.shape(if (isSession) R.color.box else R.color.raised, DISC)
                setPadding(host.dp(8), host.dp(8), host.dp(8), host.dp(8))
            }
            val time = host.words(row.time, Type.LABEL, R.color.text2).apply {
                fontFeatureSettings = "tnum"
                minWidth = host.dp(if (host.isLargeType) 0 else TIME)
            }
            val texts = host.column(host.words(row.title, Type.ITEM))
            if (row.detail.isNotEmpty()) texts.put(host.words(row.detail, Type.LABEL, R.color.text2), 1)
            val amount = row.amount?.let { amount(it, isSession) }
            val line = host.row().apply {
                minimumHeight = host.dp(ROW)
                if (host.isLargeType) {
                    addView(disc.margins(end = 14))
                    texts.addView(time, 0)
                    amount?.let { texts.put(it) }
                    putWide(texts)
                } else {
                    addView(time)
                    addView(disc.margins(start = 10, end = 14))
                    putWide(texts)
                    amount?.let { addView(it.margins(start = 8)) }
                }
                inset(4, 6)
            }
            addView(line, LayoutParams(MATCH_PARENT, WRAP_CONTENT, Gravity.CENTER_VERTICAL))
        }

        private fun amount(words: String, isOwn: Boolean): View {
            val isFigure = words.firstOrNull()?.isDigit() == true
            val colour = if (isOwn) R.color.text else R.color.text2
            return if (isFigure) {
                this@LogTab.host.words(this@LogTab.host.figure(words), Type.AMOUNT, colour)
            } else {
                this@LogTab.host.words(words, Type.LABEL, R.color.text2)
            }
        }

        override fun onDraw(canvas: Canvas) {
            super.onDraw(canvas)
            if (!hangs) return
            val line = getChildAt(0)
            val x = line.left + disc.left + disc.width / 2f
            canvas.drawLine(x, (line.top + disc.bottom).toFloat(), x, height.toFloat() + host().dp(8), thread)
        }

        private fun host() = this@LogTab.host
    }

    private companion object {
        const val ROW = 60
        const val DISC = 36
        const val TIME = 44
    }
}
