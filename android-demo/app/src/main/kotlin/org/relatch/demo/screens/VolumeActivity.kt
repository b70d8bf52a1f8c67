package org.relatch.demo.screens

import android.content.Context
import android.content.Intent
import android.os.Bundle
import android.text.InputType
import android.view.Gravity
import android.view.MotionEvent
import android.view.View
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.view.inputmethod.InputMethodManager
import android.widget.Button
import android.widget.EditText
import android.widget.LinearLayout
import android.widget.TextView
import org.relatch.JournalException
import org.relatch.Volume
import org.relatch.demo.R
import org.relatch.demo.relatch
import org.relatch.demo.service
import org.relatch.demo.state.VolumeScreen
import org.relatch.demo.state.VolumeSide
import org.relatch.demo.state.readVolume

/** An amount given by one thumb: the last one first; nothing, drops and "not measured" one tap away. */
class VolumeActivity : PageActivity() {
    private var screen: VolumeScreen? = null
    private var typed: String? = null
    private var side = VolumeSide.BOTH
    private var isSaving = false
    private lateinit var number: EditText
    private lateinit var ruler: RulerView
    private lateinit var wrong: TextView
    private lateinit var saveButton: Button

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        typed = savedInstanceState?.getString(TYPED)
        savedInstanceState?.getString(SIDE)?.let { side = VolumeSide.valueOf(it) }
    }

    override fun onSaveInstanceState(outState: Bundle) {
        super.onSaveInstanceState(outState)
        outState.putString(TYPED, typed)
        outState.putString(SIDE, side.name)
    }

    override fun appear() {
        if (screen != null) return
        val id = checkNotNull(intent.getStringExtra(ENTRY))
        ask({ journal, now -> readVolume(journal, id, now) }) { read ->
            val new = VolumeScreen(read, format)
            screen = new
            if (typed == null) typed = new.number(new.first)
            show(new)
        }
    }

    private fun show(screen: VolumeScreen) {
        name(screen.title)
        column.removeAllViews()
        foot.removeAllViews()
        column.put(words(screen.subtitle, Type.LABEL, R.color.text2).inset(8, 0))
        if (screen.hasSides) column.put(sides(screen), top = 12)
        figure(screen)
        column.put(tools(screen), top = 16)
        column.put(
            words(format.text("volume.no_millilitres"), Type.LABEL, R.color.text2).inset(6, 0),
            top = if (isShort) 12 else 28,
        )
        column.put(shortcuts(screen), top = 10)
        saveButton = button("", Weight.MAIN, height = MAIN_HEIGHT) { saveTyped(screen) }
        saveButton.id = R.id.save
        foot.inset(16, 0, 16, 12)
        foot.put(saveButton)
        follow(screen, fromThumb = false)
    }

    private fun sides(screen: VolumeScreen): View = shares(
        VolumeSide.entries.map { choice ->
            chip(format.text(choice.key), choice == side) {
                side = choice
                show(screen)
            }.apply {
                tag = choice.name
                inset(6, 10)
            }
        },
        gap = 6,
    ).apply { layoutDirection = View.LAYOUT_DIRECTION_LTR } // Left is left in every language.

    private fun figure(screen: VolumeScreen) {
        number = EditText(this).apply {
            id = R.id.amount
            setText(typed)
            wear(if (isShort) Type.RUNNING else Type.DISPLAY)
            inputType = InputType.TYPE_CLASS_PHONE
            background = null
            gravity = Gravity.CENTER
            fontFeatureSettings = "tnum"
            isSaveEnabled = false
            contentDescription = format.text("form.volume")
            addTextChangedListener(
                Typed {
                    typed = it
                    follow(screen, fromThumb = false)
                },
            )
        }
        val unit = words(screen.unit, Type.WORDS, R.color.text2)
        val line = row().apply {
            gravity = Gravity.CENTER
            isBaselineAligned = true
            layoutDirection = View.LAYOUT_DIRECTION_LTR
            addView(number, LinearLayout.LayoutParams(WRAP_CONTENT, WRAP_CONTENT))
            addView(unit.margins(start = 4))
        }
        column.put(line, top = if (isLargeType || isShort) 4 else 40)
        val last = words(screen.asLastTime, Type.BODY, R.color.text2)
        last.textAlignment = View.TEXT_ALIGNMENT_CENTER
        if (screen.asLastTime.isNotEmpty()) column.put(last)
        wrong = words("", Type.BODY).apply {
            id = R.id.amount_problem
            visibility = View.GONE
            textAlignment = View.TEXT_ALIGNMENT_CENTER
            accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE
        }
        column.put(wrong, top = 6)
        ruler = RulerView(this, MOST_ML * screen.stepsPerUnit) { screen.number(it) }.apply {
            id = R.id.ruler
            contentDescription = format.text("reader.ruler")
            moved = {
                number.setText(screen.number(it))
                follow(screen, fromThumb = true)
            }
        }
        column.addView(
            ruler,
            LinearLayout.LayoutParams(MATCH_PARENT, dp(RULER_HEIGHT)).apply {
                topMargin =
                    dp(if (isShort) 8 else 24)
            },
        )
    }

    private fun tools(screen: VolumeScreen): View = row().apply {
        // Less is left and more is right, as on the ruler.
        layoutDirection = View.LAYOUT_DIRECTION_LTR
        addView(stepper(R.drawable.ic_minus, "volume.less", R.id.less, screen, -1))
        val type = button(format.text("volume.type_it"), Weight.PLAIN, R.drawable.ic_keys, colour = R.color.text2) {
            number.requestFocus()
            number.selectAll()
            service<InputMethodManager>().showSoftInput(number, 0)
        }
        val between = column().apply {
            gravity = Gravity.CENTER
            addView(type, LinearLayout.LayoutParams(WRAP_CONTENT, WRAP_CONTENT))
        }
        putWide(between)
        addView(stepper(R.drawable.ic_plus, "volume.more", R.id.more, screen, 1))
    }

    /** A step a tap; held, it goes on by itself. */
    private fun stepper(icon: Int, key: String, id: Int, screen: VolumeScreen, by: Int): View =
        iconButton(icon, format.text(key), STEPPER, R.color.raised) { step(screen, by) }.apply {
            this.id = id
            val again = object : Runnable {
                override fun run() {
                    step(screen, by)
                    postDelayed(this, REPEAT_MS)
                }
            }
            setOnLongClickListener {
                post(again)
                true
            }
            setOnTouchListener { view, event ->
                if (event.actionMasked == MotionEvent.ACTION_UP || event.actionMasked == MotionEvent.ACTION_CANCEL) {
                    view.removeCallbacks(again)
                }
                false
            }
        }

    private fun step(screen: VolumeScreen, by: Int) {
        val from = screen.steps(typed.orEmpty()) ?: 0
        number.setText(screen.number((from + by).coerceAtLeast(0)))
    }

    private fun shortcuts(screen: VolumeScreen): View = shares(
        listOf(
            shortcut(R.drawable.ic_zero, R.color.milk, screen.zero, R.id.zero) {
                save(screen, checkNotNull(screen.volume("0")))
            },
            shortcut(R.drawable.ic_drop, R.color.milk, format.text("volume.drops"), R.id.drops) {
                save(screen, Volume.Drops)
            },
            shortcut(R.drawable.ic_unk, R.color.text2, format.text("volume.not_measured"), R.id.unmeasured) {
                save(screen, Volume.Unmeasured)
            },
        ),
    )

    private fun shortcut(icon: Int, colour: Int, label: String, id: Int, onClick: () -> Unit): View = column().apply {
        this.id = id
        gravity = Gravity.CENTER
        addView(icon(icon, colour, 28))
        put(words(label, Type.ITEM).apply { textAlignment = View.TEXT_ALIGNMENT_CENTER }, top = 8)
        inset(6, 14)
        minimumHeight = dp(84)
        background = touchable(shape(R.color.surface, CARD_RADIUS))
        contentDescription = label
        setOnClickListener { onClick() }
    }

    /** Button and ruler go with what is typed. */
    private fun follow(screen: VolumeScreen, fromThumb: Boolean) {
        if (!::saveButton.isInitialized) return
        saveButton.text = screen.save(typed.orEmpty())
        if (!fromThumb) screen.steps(typed.orEmpty())?.let { ruler.step = it }
    }

    private fun saveTyped(screen: VolumeScreen) {
        val volume = if (typed.isNullOrBlank()) Volume.Unmeasured else screen.volume(typed.orEmpty())
        if (volume == null) complainOfAmount(screen.problem) else save(screen, volume)
    }

    private fun complainOfAmount(words: String) {
        wrong.text = words
        wrong.visibility = if (words.isEmpty()) View.GONE else View.VISIBLE
    }

    private fun save(screen: VolumeScreen, volume: Volume) {
        if (isSaving) return
        isSaving = true
        val new = screen.entry(volume, side)
        val failed = { error: Exception ->
            isSaving = false
            if (error is JournalException.Invalid) complainOfAmount(screen.problem) else complain(format.problem(error))
        }
        ask({ journal, now -> journal.edit(new, now) }, { it.reminders }, { it.home }, failed) {
            relatch.say(screen.saved())
            finish()
        }
    }

    internal companion object {
        private const val ENTRY = "entry"
        private const val TYPED = "typed"
        private const val SIDE = "side"
        private const val MOST_ML = 1_000
        private const val RULER_HEIGHT = 92
        private const val STEPPER = 64
        private const val REPEAT_MS = 90L
        private const val MAIN_HEIGHT = 68

        /** Gives an amount to an entry of the log. */
        fun of(context: Context, entry: String): Intent =
            Intent(context, VolumeActivity::class.java).putExtra(ENTRY, entry)
    }
}
