package org.relatch.demo.screens

import android.content.Intent
import android.os.Bundle
import android.os.Handler
import android.os.Looper
import android.os.SystemClock
import android.view.Gravity
import android.view.View
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.FrameLayout
import android.widget.LinearLayout
import android.widget.TextView
import org.relatch.demo.LastChange
import org.relatch.demo.R
import org.relatch.demo.relatch
import org.relatch.demo.state.UndoBar
import org.relatch.demo.view

/** One of the five screens behind the tabs. */
internal abstract class Tab(val host: MainActivity) {
    /** What is shown; made once. */
    abstract val view: View

    /** The tab came to the front: everything is read. */
    abstract fun appear()

    /** A second has passed. */
    open fun tick() = Unit
}

/** Home, log, trend, reminders, more. */
class MainActivity : ScreenActivity() {
    private lateinit var frame: FrameLayout
    private lateinit var problem: TextView
    private lateinit var bar: BarView
    private lateinit var strip: LinearLayout
    private lateinit var shown: Tab
    private var place = Place.HOME

    // Where the person was in a tab, to come back to after the process ended.
    private var day: String? = null
    private var weeksBack = 0
    private val hands = Handler(Looper.getMainLooper())
    private val beat = object : Runnable {
        override fun run() {
            shown.tick()
            bar.tick()
            hands.postDelayed(this, SECOND_MS)
        }
    }

    internal enum class Place(val id: Int, val words: String, val icon: Int) {
        HOME(R.id.tab_home, "tab.home", R.drawable.ic_home),
        LOG(R.id.tab_log, "tab.log", R.drawable.ic_log),
        TREND(R.id.tab_trend, "tab.trend", R.drawable.ic_trend),
        REMINDERS(R.id.tab_reminders, "tab.reminders", R.drawable.ic_bell),
        MORE(R.id.tab_more, "tab.more", R.drawable.ic_more),
    }

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        place = Place.valueOf(savedInstanceState?.getString(PLACE) ?: Place.HOME.name)
        day = savedInstanceState?.getString(DAY)
        weeksBack = savedInstanceState?.getInt(WEEKS_BACK) ?: 0
        frame = FrameLayout(this).apply { id = R.id.frame }
        problem = problemLine(this)
        bar = BarView(this)
        strip = LinearLayout(this).apply { id = R.id.tabs }
        setContentView(
            column().apply {
                addView(problem)
                addView(frame, LinearLayout.LayoutParams(MATCH_PARENT, 0, 1f))
                put(bar.margins(start = SIDE, end = SIDE, bottom = BAR_GAP))
                put(line())
                put(strip)
                fitsSystemWindows = true
            },
        )
        go(place)
    }

    override fun onSaveInstanceState(outState: Bundle) {
        super.onSaveInstanceState(outState)
        outState.putString(PLACE, place.name)
        outState.putString(DAY, (shown as? LogTab)?.shownDay)
        outState.putInt(WEEKS_BACK, (shown as? TrendTab)?.weeksBack ?: 0)
    }

    override fun onResume() {
        super.onResume()
        if (!choices.introduced) {
            startActivity(Intent(this, FirstRunActivity::class.java))
            return
        }
        tabs()
        shown.appear()
        bar.show(relatch.lastChange)
        hands.postDelayed(beat, SECOND_MS)
    }

    override fun onPostResume() {
        super.onPostResume()
        // After the screen has asked for what it shows: what the system dropped unseen is set again.
        if (choices.introduced) keeper.replan()
    }

    override fun onPause() {
        hands.removeCallbacks(beat)
        super.onPause()
    }

    /** Shows a tab; from the front it also reads it. */
    internal fun go(to: Place) {
        place = to
        shown = when (to) {
            Place.HOME -> HomeTab(this)
            Place.LOG -> LogTab(this, day)
            Place.TREND -> TrendTab(this, weeksBack)
            Place.REMINDERS -> RemindersTab(this)
            Place.MORE -> MoreTab(this)
        }
        frame.removeAllViews()
        frame.addView(shown.view)
        tabs()
    }

    internal fun tabs() {
        strip.removeAllViews()
        Place.entries.filter { it != Place.TREND || !keeper.settings.simple }.forEach { strip.addView(tab(it)) }
    }

    private fun tab(to: Place): View {
        val isHere = to == place
        val words = format.text(to.words)
        val pill = FrameLayout(this).apply {
            addView(
                icon(to.icon, if (isHere) R.color.ember else R.color.text3),
                FrameLayout.LayoutParams(dp(26), dp(26), Gravity.CENTER),
            )
            if (isHere) background = shape(R.color.box, CARD_RADIUS)
        }
        return column().apply {
            id = to.id
            gravity = Gravity.CENTER_HORIZONTAL
            addView(pill, LinearLayout.LayoutParams(dp(PILL_WIDTH), dp(PILL_HEIGHT)))
            // Large letters have no place for five words beside each other.
            if (resources.configuration.fontScale < ICONS_ONLY_SCALE) {
                addView(
                    words(words, Type.AXIS, if (isHere) R.color.text else R.color.text3).apply {
                        textAlignment = View.TEXT_ALIGNMENT_CENTER
                        gravity = Gravity.CENTER
                        importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_NO
                    },
                    LinearLayout.LayoutParams(WRAP_CONTENT, WRAP_CONTENT),
                )
            }
            inset(0, TAB_INSET)
            minimumHeight = dp(TAB_HEIGHT)
            background = touchable(shape(android.R.color.transparent, CARD_RADIUS))
            contentDescription = words
            isSelected = isHere
            isClickable = true
            isFocusable = true
            layoutParams = LinearLayout.LayoutParams(0, WRAP_CONTENT, 1f)
            setOnClickListener {
                // A tab that is tapped begins at the present.
                day = null
                weeksBack = 0
                go(to)
                shown.appear()
            }
        }
    }

    /** Shows what has just happened, and how to take it back. */
    internal fun say(done: UndoBar) {
        relatch.say(done)
        bar.show(relatch.lastChange)
    }

    /** Takes the newest change back. */
    internal fun undo() = ask(
        { journal, now -> journal.undo(now) },
        reminders = { it.reminders },
        home = { it.home },
    ) {
        say(UndoBar(format.text("undo.undone"), "", canUndo = false, amountFor = null))
        shown.appear()
    }

    override fun complain(words: String) {
        problem.text = words
        problem.visibility = if (words.isEmpty()) View.GONE else View.VISIBLE
    }

    private companion object {
        const val PLACE = "place"
        const val DAY = "day"
        const val WEEKS_BACK = "weeks_back"
        const val SECOND_MS = 1_000L
        const val SIDE = 16
        const val BAR_GAP = 8
        const val PILL_WIDTH = 56
        const val PILL_HEIGHT = 30
        const val TAB_INSET = 10
        const val TAB_HEIGHT = 72
        const val ICONS_ONLY_SCALE = 1.6f
    }
}

/** The bar above the tabs after a change: what, what next, amount, undo. */
internal class BarView(private val host: MainActivity) : LinearLayout(host) {
    private val title = host.words("", Type.ITEM)
    private val detail = host.words("", Type.SMALL, R.color.text2)
    private val amount = host.button(host.format.text("button.amount"), Weight.PLAIN) { amount() }
    private val undo = host.button(host.format.text("button.undo"), Weight.PLAIN) { host.undo() }
    private var shown: LastChange? = null

    init {
        id = R.id.bar
        amount.id = R.id.bar_amount
        undo.id = R.id.bar_undo
        gravity = Gravity.CENTER_VERTICAL
        background = host.shape(R.color.raised, CARD_RADIUS, R.color.line, 1f)
        inset(18, 6, 4, 6)
        minimumHeight = host.dp(64)
        accessibilityLiveRegion = ACCESSIBILITY_LIVE_REGION_POLITE
        val texts = host.column(title, detail)
        if (host.isLargeType) {
            orientation = VERTICAL
            put(texts)
            put(host.row(amount, undo))
        } else {
            putWide(texts)
            addView(amount)
            addView(undo)
        }
        visibility = GONE
    }

    fun show(change: LastChange?) {
        shown = change
        tick()
        val bar = change?.bar ?: return
        title.text = bar.title
        detail.text = bar.detail
        detail.visibility = if (bar.detail.isEmpty()) GONE else VISIBLE
        amount.visibility = if (bar.amountFor == null) GONE else VISIBLE
        undo.visibility = if (bar.canUndo) VISIBLE else GONE
    }

    /** It stays for ten seconds; with a screen reader until the next change. */
    fun tick() {
        val reader = host.getSystemService(android.view.accessibility.AccessibilityManager::class.java)
        val stays = reader?.isTouchExplorationEnabled == true
        val isOver = shown?.let { !stays && SystemClock.elapsedRealtime() >= it.untilMs } ?: true
        visibility = if (isOver) GONE else VISIBLE
    }

    private fun amount() {
        val entry = shown?.bar?.amountFor ?: return
        host.startActivity(VolumeActivity.of(host, entry))
    }
}
