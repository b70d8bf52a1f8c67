package org.relatch.demo.screens

import android.content.Intent
import android.os.Build
import android.os.Bundle
import android.view.Gravity
import android.view.View
import android.widget.FrameLayout
import org.relatch.JournalException
import org.relatch.demo.ChecksApiLevel
import org.relatch.demo.R
import org.relatch.demo.state.DayRing
import org.relatch.demo.state.FIRST_RUN_STEPS
import org.relatch.demo.state.FirstRunStep
import org.relatch.demo.state.firstRunProblems
import org.relatch.demo.state.firstRunStep
import org.relatch.demo.state.firstRunStepOf
import org.relatch.demo.state.introduce

/** Three calm steps, each of which may be skipped; kept in one call at the end. */
class FirstRunActivity : PageActivity() {
    private val values = mutableMapOf<String, String>()
    private var step = 1
    private var isSaving = false
    private lateinit var parts: PartsView

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        step = savedInstanceState?.getInt(STEP) ?: 1
        values["unit"] = WEEKS
        savedInstanceState?.getBundle(VALUES)?.let { kept ->
            kept.keySet().forEach { values[it] = kept.getString(it).orEmpty() }
        }
    }

    override fun onSaveInstanceState(outState: Bundle) {
        super.onSaveInstanceState(outState)
        outState.putInt(STEP, step)
        val kept = Bundle()
        values.forEach { (key, value) -> kept.putString(key, value) }
        outState.putBundle(VALUES, kept)
    }

    override fun appear() = show()

    private fun show() {
        val shown = firstRunStep(step, values, format, keeper.now())
        name("")
        findViewById<View>(R.id.back)?.visibility = if (step == 1) View.INVISIBLE else View.VISIBLE
        findViewById<View>(R.id.back)?.setOnClickListener { back() }
        column.removeAllViews()
        if (!isLargeType && !isShort) column.put(ring(), top = 4)
        column.put(words(shown.count, Type.LABEL, R.color.text2).inset(4, 0), top = 8)
        column.put(words(shown.title, Type.WORDS).inset(4, 0), top = 4)
        column.put(words(shown.detail, Type.BODY, R.color.text2).inset(4, 0), top = 6)
        parts = PartsView(this, values) { show() }
        column.put(parts, top = 18)
        parts.show(shown.parts)
        if (shown.foot.isNotEmpty()) column.put(words(shown.foot, Type.LABEL, R.color.text2).inset(4, 0), top = 18)
        buttons(shown)
    }

    private fun buttons(shown: FirstRunStep) {
        foot.removeAllViews()
        foot.inset(16, 4, 16, 12)
        val next = button(shown.next, Weight.MAIN, height = MAIN_HEIGHT) {
            if (step ==
                FIRST_RUN_STEPS
            ) {
                remind()
            } else {
                next()
            }
        }
        next.id = R.id.next
        foot.put(next)
        val skip = button(shown.skip, Weight.PLAIN) { skip() }
        skip.id = R.id.skip
        skip.setTextColor(getColor(R.color.text2))
        foot.put(skip, top = 4)
    }

    /** A day as it may come to look: each ray will be a session. */
    private fun ring(): View {
        val rays = EXAMPLE.map { (hour, minutes) ->
            DayRing.Ray((hour / 24f + 0.5f) % 1f, minutes, isEarlier = hour < 5, isNight = false, isRunning = false)
        }
        val drawing = RingView(this).apply {
            ring = DayRing(rays, 0.98f, null, 0.458f, 0.708f, 0.708f, format.text("first.rays"))
        }
        return column().apply {
            val frame = FrameLayout(this@FirstRunActivity)
            frame.addView(drawing, FrameLayout.LayoutParams(dp(RING), dp(RING), Gravity.CENTER))
            put(frame)
            put(
                words(format.text("first.rays"), Type.LABEL, R.color.text3).apply {
                    textAlignment =
                        View.TEXT_ALIGNMENT_CENTER
                },
            )
        }
    }

    private fun back() {
        step = (step - 1).coerceAtLeast(1)
        show()
    }

    @Suppress("OVERRIDE_DEPRECATION") // The framework's own way, without a library.
    override fun onBackPressed() = if (step > 1) back() else finishAffinity()

    private fun next() {
        val wrong = firstRunProblems(step, values, format)
        parts.complain(wrong)
        if (wrong.isNotEmpty()) return
        step++
        show()
    }

    private fun skip() {
        if (step == FIRST_RUN_STEPS) return keep()
        listOf("restart", "break", "baby").filter { firstRunStepOf(it) == step }.forEach(values::remove)
        step++
        show()
    }

    @ChecksApiLevel
    private fun remind() {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
            requestPermissions(arrayOf(android.Manifest.permission.POST_NOTIFICATIONS), 0)
        }
        keep()
    }

    private fun keep() {
        if (isSaving) return
        isSaving = true
        val failed = { error: Exception ->
            isSaving = false
            val field = (error as? JournalException.Invalid)?.field
            if (field !in FIELDS) {
                complain(format.problem(error))
            } else {
                step = firstRunStepOf(checkNotNull(field))
                show()
                parts.complain(mapOf((if (field == "name") "baby" else checkNotNull(field)) to format.problem(error)))
            }
        }
        ask(introduce(values, format), failed = failed) {
            choices.introduced = true
            keeper.replan()
            startActivity(Intent(this, MainActivity::class.java))
            finish()
        }
    }

    private companion object {
        const val STEP = "step"
        const val VALUES = "values"
        const val WEEKS = "weeks"
        val FIELDS = setOf("restart", "break", "baby", "name")
        const val MAIN_HEIGHT = 68
        const val RING = 190
        val EXAMPLE = listOf(20f to 14f, 0.3f to 12f, 2.8f to 8f, 5.5f to 14f, 7.7f to 12f, 10f to 22f)
    }
}
