package org.relatch.demo.screens

import android.view.Gravity
import android.view.View
import android.widget.LinearLayout
import android.widget.TextView
import org.relatch.Now
import org.relatch.demo.R
import org.relatch.demo.state.RunningCard

/** What the buttons of a running session do. */
internal class RunningCalls(
    /** From now on the left side, or the right one. */
    val switch: (Boolean) -> Unit,
    /** Pauses, or goes on. */
    val pause: () -> Unit,
    /** It began so many minutes earlier. */
    val earlier: (Int) -> Unit,
    val supplementer: () -> Unit,
    val finish: () -> Unit,
    val discard: () -> Unit,
)

/** A running session: its sides, its buttons, and clocks that go on. */
internal class RunningView(
    private val host: MainActivity,
    private val card: RunningCard,
    private val clock: TextView?,
    calls: RunningCalls,
) : LinearLayout(host) {
    private val format = host.format
    private val left = host.words("", Type.FIGURE)
    private val right = host.words("", Type.FIGURE)

    init {
        id = R.id.running
        orientation = VERTICAL
        val sides = card.sides
        if (sides != null) {
            val cards = listOf(
                side(left, sides.left, sides.isLeft == true, R.id.left) { calls.switch(true) },
                side(right, sides.right, sides.isLeft == false, R.id.right) { calls.switch(false) },
            )
            // Left is left in every language.
            put(host.shares(cards).apply { layoutDirection = LAYOUT_DIRECTION_LTR })
        }
        val earlier = host.shares(
            EARLIER.map { minutes ->
                val words = format.text("running.earlier_minutes", "minutes" to format.number(minutes))
                host.button(words) { calls.earlier(minutes) }.apply { wear(Type.LABEL) }
            },
        )
        earlier.visibility = GONE
        earlier.id = R.id.earlier
        val pause = if (card.isPaused || card.question != null) "running.resume" else "running.pause"
        val pauseIcon = if (card.isPaused || card.question != null) R.drawable.ic_play else R.drawable.ic_pause
        put(
            host.shares(
                listOf(
                    tool(pauseIcon, pause, R.id.pause) { calls.pause() },
                    tool(R.drawable.ic_back5, "running.began_earlier", View.NO_ID) {
                        earlier.visibility = if (earlier.visibility == VISIBLE) GONE else VISIBLE
                    },
                ) + listOf(
                    tool(R.drawable.ic_tube, "running.supplementer", R.id.supplementer) { calls.supplementer() },
                ).filter { card.canSupplement },
            ),
            top = 10,
        )
        put(earlier, top = 10)
        val finish = host.button(format.text("running.finish"), Weight.MAIN, R.drawable.ic_check, 68) { calls.finish() }
        finish.id = R.id.finish
        put(finish, top = 10)
        val discard = host.button(format.text("running.discard"), Weight.PLAIN, colour = R.color.text2) {
            calls.discard()
        }
        discard.id = R.id.discard
        val other = host.button(format.text("action.more"), Weight.PLAIN, colour = R.color.text2) {
            KindsDialog(host).show()
        }
        other.id = R.id.more_kinds
        put(host.shares(listOf(discard, other)), top = 4)
    }

    /** Writes the clocks. */
    fun tick(now: Now) {
        card.elapsed(now)?.let { clock?.text = format.ticking(it) }
        left.text = format.ticking(card.left(now))
        right.text = format.ticking(card.right(now))
    }

    private fun side(clock: TextView, words: String, isLit: Boolean, id: Int, onClick: () -> Unit): View {
        val colour = if (isLit) R.color.ember else R.color.text2
        clock.wear(Type.WORDS, if (isLit) R.color.text else R.color.text2)
        return host.column(clock.middle(), host.words(words, Type.ITEM, colour).middle()).apply {
            this.id = id
            gravity = Gravity.CENTER
            inset(8, 16)
            minimumHeight = host.dp(92)
            val face = if (isLit) {
                host.shape(R.color.box, CARD_RADIUS, R.color.ember)
            } else {
                host.shape(R.color.surface, CARD_RADIUS)
            }
            background = host.touchable(face)
            contentDescription = words
            isSelected = isLit
            setOnClickListener { if (!isLit) onClick() }
        }
    }

    private fun TextView.middle() = apply {
        textAlignment = TEXT_ALIGNMENT_CENTER
        fontFeatureSettings = "tnum"
    }

    private fun tool(icon: Int, key: String, id: Int, onClick: () -> Unit): View = host.column().apply {
        this.id = id
        gravity = Gravity.CENTER
        val words = format.text(key)
        addView(host.icon(icon, R.color.text2, 26))
        put(host.words(words, Type.ITEM).middle(), top = 6)
        inset(4, 12)
        minimumHeight = host.dp(72)
        background = host.touchable(host.shape(R.color.surface, CARD_RADIUS))
        contentDescription = words
        setOnClickListener { onClick() }
    }

    private companion object {
        val EARLIER = listOf(1, 5, 15)
    }
}
