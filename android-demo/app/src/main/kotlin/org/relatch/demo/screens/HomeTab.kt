package org.relatch.demo.screens

import android.util.TypedValue
import android.view.Gravity
import android.view.View
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.FrameLayout
import android.widget.LinearLayout
import android.widget.ScrollView
import android.widget.TextView
import org.relatch.Changed
import org.relatch.FinishSession
import org.relatch.Home
import org.relatch.JournalInterface
import org.relatch.Logged
import org.relatch.NewEntry
import org.relatch.Now
import org.relatch.ReminderChange
import org.relatch.SessionSelector
import org.relatch.Side
import org.relatch.StartSession
import org.relatch.demo.R
import org.relatch.demo.state.ActionTile
import org.relatch.demo.state.EntryType
import org.relatch.demo.state.HomeRead
import org.relatch.demo.state.HomeScreen
import org.relatch.demo.state.UndoBar
import org.relatch.demo.state.homeScreen
import org.relatch.demo.state.readHome
import org.relatch.demo.state.session
import org.relatch.demo.state.undoBar
import org.relatch.newEntryId

/** Last, next, today; what one tap logs, and what runs. */
internal class HomeTab(host: MainActivity) : Tab(host) {
    private val column = host.column().apply {
        id = R.id.column
        inset(16, 8, 16, 16)
    }
    override val view: View = ScrollView(host).apply {
        isFillViewport = true
        addView(column)
    }
    private var read: HomeRead? = null
    private var screen: HomeScreen? = null
    private var running: RunningView? = null
    private var isBusy = false
    private var seconds = 0

    override fun appear() = host.ask(::readHome) { use(it) }

    override fun tick() {
        running?.tick(host.keeper.now())
        seconds = (seconds + 1) % READ_EVERY_S
        if (seconds == 0) appear()
    }

    private fun use(read: HomeRead) {
        this.read = read
        val new = homeScreen(read, host.format)
        if (new == screen) return
        screen = new
        show(new)
        host.tabs()
    }

    // Taps: one call each; a second one before the answer is the same tap of a shaking hand.

    private fun <T> tap(
        call: (JournalInterface, Now) -> T,
        reminders: (T) -> ReminderChange?,
        home: (T) -> Home,
        done: (T) -> Unit,
    ) {
        if (isBusy) return
        isBusy = true
        val failed = { error: Exception ->
            isBusy = false
            host.complain(host.format.problem(error))
        }
        host.ask(call, reminders, home, failed) {
            isBusy = false
            done(it)
        }
    }

    private fun logs(call: (JournalInterface, Now) -> Logged) =
        tap(call, { it.reminders }, { it.home }) { logged ->
            read?.let { use(it.after(logged, host.keeper.now())) }
            host.say(undoBar(logged, host.format))
        }

    private fun changes(call: (JournalInterface, Now) -> Changed) =
        tap(call, { it.reminders }, { it.home }) { changed ->
            read?.let { use(it.after(changed, host.keeper.now())) }
        }

    private fun log(place: Int) {
        val action = read?.home?.actions?.getOrNull(place) ?: return
        val new = NewEntry(newEntryId(), kind = action.kind, baby = action.baby)
        logs { journal, now -> journal.log(new, now) }
    }

    private fun start(place: Int) {
        val action = read?.home?.actions?.getOrNull(place) ?: return
        val new = StartSession(newEntryId(), action.kind.session ?: return, action.side, action.baby)
        changes { journal, now -> journal.start(new, now) }
    }

    /** Ends the session as one with a supplementer; the sheet that follows asks what it brought. */
    private fun brought(selector: SessionSelector) = tap(
        { journal, now -> journal.finish(selector, FinishSession(), now) },
        { it.reminders },
        { it.home },
    ) { logged ->
        read?.let { use(it.after(logged, host.keeper.now())) }
        host.startActivity(SheetActivity.edit(host, EntryType.NURSING, logged.entry.id))
    }

    private fun sleep() = host.ask({ journal, now -> journal.protectSleep(SLEEP_MS, now) }) { sleep ->
        val until = host.format.time((sleep ?: return@ask).untilMs, host.keeper.now())
        host.say(UndoBar(host.format.text("home.sleep_until", "time" to until), "", canUndo = false, amountFor = null))
        host.keeper.replan()
        appear()
    }

    private fun answer(flag: String) = host.ask({ journal, now -> journal.answerFlag(flag, now) }) { flags ->
        read?.let { use(it.copy(flags = flags)) }
    }

    // What is shown

    private fun show(screen: HomeScreen) {
        column.removeAllViews()
        screen.flags.forEach { column.put(FlagView(host, it) { answer(it.key) }, top = 4) }
        column.put(head(screen), top = 4)
        if (host.isLargeType) {
            column.put(plainWords(screen), top = 12)
            column.put(StripView(host, screen.strip, screen.stripNext), top = 8)
        } else {
            column.put(ringOf(screen), top = 4)
        }
        running = null
        if (screen.running.isEmpty()) today(screen) else runs(screen)
    }

    private fun head(screen: HomeScreen): View {
        val words = host.column(host.words(screen.title, Type.BODY))
        if (screen.subtitle.isNotEmpty()) words.put(host.words(screen.subtitle, Type.LABEL, R.color.text2), 2)
        words.inset(4, 6)
        if (screen.running.isNotEmpty()) return words
        val sleep = host.button(screen.sleep, icon = R.drawable.ic_moon, height = TOUCH) { sleep() }
        sleep.id = R.id.sleep
        sleep.wear(Type.ITEM)
        if (host.isLargeType) return host.column(words, sleep)
        return host.row().apply {
            putWide(words)
            addView(sleep)
        }
    }

    private fun ringOf(screen: HomeScreen): View {
        val side = side(screen)
        val drawing = RingView(host).apply {
            hours = if (screen.isSimple) "" to "" else host.format.number(6) to host.format.number(18)
            ring = screen.ring
        }
        return FrameLayout(host).apply {
            id = R.id.ring
            addView(drawing, FrameLayout.LayoutParams(side, side, Gravity.CENTER))
            if (side >= host.dp(SMALL_RING)) {
                val width = (side * WORDS_WIDTH).toInt()
                val words = ringWords(screen)
                // In a smaller ring the large words are smaller too.
                listOf(R.id.hero, R.id.clock).mapNotNull { words.findViewById<TextView>(it) }.forEach {
                    it.setTextSize(
                        TypedValue.COMPLEX_UNIT_PX,
                        it.textSize * minOf(1f, side / host.dp(WHOLE_RING).toFloat()),
                    )
                }
                addView(words, FrameLayout.LayoutParams(width, WRAP_CONTENT, Gravity.CENTER))
            }
        }
    }

    /** As large as the screen is wide, but what is touched must have its place below. */
    private fun side(screen: HomeScreen): Int {
        val metrics = host.resources.displayMetrics
        val open = screen.flags.any { !it.isAnswered }
        if (open) return host.dp(112)
        val room = metrics.heightPixels - host.dp(if (screen.running.isEmpty()) 590 else 480)
        return minOf(metrics.widthPixels - host.dp(32), maxOf(room, host.dp(220)), host.dp(480))
    }

    private fun ringWords(screen: HomeScreen): LinearLayout = host.column().apply {
        // The ring itself says all of it to a screen reader.
        importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_NO_HIDE_DESCENDANTS
        val card = screen.running.firstOrNull()
        if (card == null) {
            centred(screen.overline, Type.LABEL, R.color.text2)
            val isFigure = screen.overline.isNotEmpty()
            centred(if (isFigure) host.figure(screen.hero) else screen.hero, if (isFigure) Type.HERO else Type.WORDS)
                ?.id = R.id.hero
            centred(screen.next, Type.ACTION, R.color.ember)
            centred(screen.nextDetail, Type.LABEL, R.color.text3)
        } else {
            centred(card.title, Type.LABEL, R.color.text2)
            centred(card.question ?: " ", if (card.question == null) Type.RUNNING else Type.WORDS)?.id = R.id.clock
            centred(card.since, Type.ACTION, R.color.ember)
        }
    }

    private fun LinearLayout.centred(text: CharSequence, type: Type, colour: Int = R.color.text): TextView? {
        if (text.isEmpty()) return null
        return put(
            host.words(text, type, colour).apply {
                textAlignment = View.TEXT_ALIGNMENT_CENTER
                fontFeatureSettings = "tnum"
            },
        )
    }

    /** With large letters: the words of the ring below each other. */
    private fun plainWords(screen: HomeScreen): View = ringWords(screen).apply {
        contentDescription = screen.ring.spoken
        importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_YES
    }

    private fun today(screen: HomeScreen) {
        // Where there is little room, what is touched comes before what is read.
        val isTilesFirst = host.isLargeType || host.isShort
        if (isTilesFirst) tiles(screen)
        if (screen.figures.isNotEmpty()) column.put(effort(screen), top = if (isTilesFirst) 16 else 4)
        listOf(screen.milk to R.drawable.ic_drop, screen.supplement to R.drawable.ic_bottle).forEach { (text, icon) ->
            text?.let { column.put(milkLine(it, icon), top = 8) }
        }
        screen.silenced?.let { column.put(host.words(it, Type.LABEL, R.color.text2).inset(8, 0), top = 8) }
        screen.zeroIsNormal?.let { column.put(host.card(host.words(it, Type.BODY, R.color.text2)), top = 12) }
        if (isTilesFirst) return
        column.addView(View(host), LinearLayout.LayoutParams(MATCH_PARENT, 0, 1f))
        if (screen.hint.isNotEmpty()) {
            column.put(
                host.words(screen.hint, Type.LABEL, R.color.text3).apply {
                    textAlignment = View.TEXT_ALIGNMENT_CENTER
                },
                top = 14,
            )
        }
        tiles(screen)
    }

    private fun effort(screen: HomeScreen): View {
        val cells = screen.figures.map { figure ->
            host.column().apply {
                centred(host.figure(figure.value), Type.FIGURE)
                centred(figure.caption, Type.LABEL, R.color.text2)
                contentDescription = "${figure.value} ${figure.caption}"
                isFocusable = true
            }
        }
        return host.shares(cells, gap = 2)
    }

    private fun milkLine(text: String, icon: Int): View = host.row().apply {
        gravity = Gravity.TOP
        addView(
            host.icon(
                icon,
                if (icon ==
                    R.drawable.ic_drop
                ) {
                    R.color.milk
                } else {
                    R.color.supp_line
                },
                18,
            ).margins(top = 1),
        )
        putWide(host.words(text, Type.LABEL, R.color.text2).inset(12, 0))
        inset(8, 0)
    }

    private fun tiles(screen: HomeScreen) {
        val tiles = screen.tiles.mapIndexed { place, tile -> TileView(host, place, tile, screen.isSimple) }
        val all = if (tiles.size < MOST_TILES) tiles + other(screen.isSimple) else tiles
        val rows = if (host.isLargeType) all.map { listOf(it) } else all.chunked(2)
        val grid = host.column().apply { id = R.id.tiles }
        rows.forEachIndexed { at, row -> grid.put(host.shares(row), if (at == 0) 0 else 10) }
        column.put(grid, top = 8)
    }

    /** The tile for all that has none. */
    private fun other(simple: Boolean): View = host.column().apply {
        id = R.id.more_kinds
        val words = host.format.text("action.more")
        addView(host.icon(R.drawable.ic_plus, R.color.text2, 26))
        put(host.words(words, Type.ACTION, R.color.text2), top = 12)
        inset(16, 14)
        minimumHeight = host.dp(if (simple) 128 else 102)
        background = host.touchable(host.shape(R.color.surface, CARD_RADIUS))
        contentDescription = words
        isClickable = true
        isFocusable = true
        setOnClickListener { KindsDialog(host).show() }
    }

    private fun runs(screen: HomeScreen) {
        val views = screen.running.mapIndexed { place, card ->
            val which = read?.home?.running?.getOrNull(place)
            val selector = SessionSelector(which?.kind, which?.baby)
            RunningView(
                host,
                card,
                column.findViewById<TextView>(R.id.clock).takeIf { place == 0 },
                RunningCalls(
                    switch = { left ->
                        changes { journal, now ->
                            journal.switchSide(selector, if (left) Side.LEFT else Side.RIGHT, now)
                        }
                    },
                    pause = {
                        changes { journal, now ->
                            if (card.isPaused ||
                                card.question != null
                            ) {
                                journal.resume(selector, now)
                            } else {
                                journal.hold(selector, now)
                            }
                        }
                    },
                    earlier = { minutes ->
                        which?.let { running ->
                            val at = running.start.copy(utcMs = running.start.utcMs - minutes * MINUTE_MS)
                            changes { journal, now -> journal.moveStart(selector, at, now) }
                        }
                    },
                    supplementer = { brought(selector) },
                    finish = { logs { journal, now -> journal.finish(selector, FinishSession(), now) } },
                    discard = { changes { journal, now -> journal.discard(selector, now) } },
                ),
            )
        }
        column.addView(View(host), LinearLayout.LayoutParams(MATCH_PARENT, 0, 1f))
        views.forEach { column.put(it, top = 12) }
        running = views.firstOrNull()
        running?.tick(host.keeper.now())
    }

    /** One tile: a tap logs, the corner starts the clock. */
    private inner class TileView(
        host: MainActivity,
        place: Int,
        tile: ActionTile,
        simple: Boolean,
    ) : FrameLayout(host) {
        init {
            id = TILES[place]
            val face = host.shape(
                if (tile.isSuggested) R.color.box else R.color.surface,
                CARD_RADIUS,
                if (tile.isSuggested) R.color.dim else null,
            )
            background = host.touchable(face)
            isClickable = true
            isFocusable = true
            contentDescription = "${tile.spoken} ${tile.detail}".trim()
            minimumHeight = host.dp(if (simple) 128 else 102)
            setOnClickListener { log(place) }
            val colour = if (tile.sign.isSession) R.color.ember else R.color.supp_line
            val texts = host.column(
                host.icon(tile.sign.drawable, colour, 26),
                host.words(tile.title, Type.ACTION).margins(top = 12),
            )
            if (tile.detail.isNotEmpty()) texts.put(host.words(tile.detail, Type.LABEL, R.color.text2), 1)
            texts.inset(16, 14)
            texts.importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_NO_HIDE_DESCENDANTS
            addView(texts, LayoutParams(MATCH_PARENT, WRAP_CONTENT))
            if (tile.canStart) {
                val fill = if (tile.isSuggested) R.color.btn else R.color.raised
                val colour = if (tile.isSuggested) R.color.on_btn else R.color.text
                val size = if (host.isLargeType) 64 else TOUCH
                val corner = host.iconButton(R.drawable.ic_play, tile.spokenCorner, size, fill, colour) { start(place) }
                corner.id = CORNERS[place]
                addView(
                    corner,
                    LayoutParams(host.dp(size), host.dp(size), Gravity.TOP or Gravity.END).apply {
                        setMargins(host.dp(6), host.dp(6), host.dp(6), host.dp(6))
                    },
                )
            }
        }
    }

    private companion object {
        const val READ_EVERY_S = 30
        const val SLEEP_MS = 14_400_000L
        const val MINUTE_MS = 60_000L
        const val SMALL_RING = 140
        const val MOST_TILES = 4
        const val WORDS_WIDTH = 0.62f
        const val WHOLE_RING = 290
        val TILES = intArrayOf(R.id.tile_0, R.id.tile_1, R.id.tile_2, R.id.tile_3)
        val CORNERS = intArrayOf(R.id.corner_0, R.id.corner_1, R.id.corner_2, R.id.corner_3)
    }
}
