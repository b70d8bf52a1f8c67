package org.relatch.demo.screens

import android.graphics.drawable.Drawable
import android.text.Editable
import android.text.InputType
import android.text.TextWatcher
import android.view.Gravity
import android.view.View
import android.widget.EditText
import android.widget.LinearLayout
import android.widget.TextView
import org.relatch.demo.R
import org.relatch.demo.state.Input
import org.relatch.demo.state.Part

/** A chip: one option of a choice. */
internal fun ScreenActivity.chip(words: String, isChosen: Boolean, onClick: (View) -> Unit): View =
    TextView(this).apply {
        text = words
        wear(Type.ITEM, if (isChosen) R.color.text else R.color.text2)
        gravity = Gravity.CENTER
        minHeight = dp(TOUCH)
        minWidth = dp(TOUCH)
        inset(16, 10)
        val face = if (isChosen) {
            shape(R.color.box, CARD_RADIUS, R.color.ember)
        } else {
            shape(R.color.surface, CARD_RADIUS, R.color.ctl, 1f)
        }
        background = touchable(face)
        isClickable = true
        isFocusable = true
        isSelected = isChosen
        setOnClickListener(onClick)
    }

/** A row of two lines that leads somewhere. */
internal fun ScreenActivity.rowOf(
    icon: Int,
    title: String,
    detail: String,
    end: View? = null,
    iconColour: Int = R.color.text2,
    onClick: ((View) -> Unit)? = null,
): LinearLayout = row().apply {
    minimumHeight = dp(ROW_HEIGHT)
    addView(icon(icon, iconColour, 26).margins(end = 16))
    val texts = column(words(title, Type.BODY))
    if (detail.isNotEmpty()) texts.put(words(detail, Type.LABEL, R.color.text2), 1)
    putWide(texts)
    end?.let { addView(it.margins(start = 10)) }
    inset(0, 8)
    if (onClick != null) {
        if (end == null) addView(icon(R.drawable.ic_later, R.color.text2, 22))
        isClickable = true
        isFocusable = true
        background = touchable(shape(android.R.color.transparent, 12))
        contentDescription = listOf(title, detail).filter { it.isNotEmpty() }.joinToString(", ")
        setOnClickListener(onClick)
    }
}

private const val ROW_HEIGHT = 60

/** Rows below each other with hairlines between. */
internal fun ScreenActivity.rows(rows: List<View>): LinearLayout = card().apply {
    inset(CARD_PADDING, 4)
    rows.forEachIndexed { place, row ->
        if (place > 0) put(line())
        put(row)
    }
}

/** The fields and choices of a sheet, with what is typed and what is wrong. */
internal class PartsView(
    private val host: ScreenActivity,
    private val values: MutableMap<String, String>,
    private val chosen: (String) -> Unit,
) : LinearLayout(host) {
    private val problems = mutableMapOf<String, TextView>()
    private val fields = mutableMapOf<String, EditText>()

    init {
        orientation = VERTICAL
    }

    fun show(parts: List<Part>) {
        removeAllViews()
        problems.clear()
        fields.clear()
        parts.forEachIndexed { place, part ->
            val top = if (place == 0) {
                0
            } else if (part.label.isEmpty()) {
                10
            } else {
                18
            }
            when (part) {
                is Part.Field -> put(field(part), top)
                is Part.Choice -> put(choice(part), top)
            }
        }
    }

    /** Says below each field what it takes, and leads to the first of them; what was typed stays. */
    fun complain(wrong: Map<String, String>) {
        problems.forEach { (key, line) ->
            line.text = wrong[key].orEmpty()
            line.visibility = if (key in wrong) VISIBLE else GONE
        }
        val first = fields.entries.firstOrNull { it.key in wrong }?.value ?: return
        first.requestFocus()
    }

    private fun field(part: Part.Field): View = host.column().apply {
        val label = host.words(part.label, Type.LABEL, R.color.text2)
        put(label)
        val typed = EditText(host).apply {
            tag = part.key
            id = View.generateViewId()
            setText(values[part.key].orEmpty())
            wear(Type.BODY)
            inputType = part.input.type
            background = host.shape(R.color.surface, 14, R.color.ctl, 1f)
            minHeight = host.dp(FIELD_HEIGHT)
            inset(14, 10)
            textAlignment = View.TEXT_ALIGNMENT_VIEW_START
            // What was typed is kept by the screen, by its name and not by its place.
            isSaveEnabled = false
            addTextChangedListener(Typed { values[part.key] = it })
        }
        label.labelFor = typed.id
        fields[part.key] = typed
        put(typed, top = 4)
        if (part.shortcuts.isNotEmpty()) {
            val flow = Flow(host)
            part.shortcuts.forEach { option ->
                val shortcut = host.chip(option.label, isChosen = false) { typed.setText(option.value) }
                shortcut.tag = "${part.key}=${option.value}"
                shortcut.contentDescription = "${part.label}: ${option.label}"
                flow.addView(shortcut)
            }
            put(flow, top = 8)
        }
        put(problem(part.key), top = 4)
    }

    private fun choice(part: Part.Choice): View = host.column().apply {
        if (part.label.isNotEmpty()) put(host.words(part.label, Type.LABEL, R.color.text2))
        val flow = Flow(host)
        part.options.forEach { option ->
            val isChosen = values[part.key].orEmpty() == option.value
            val chip = host.chip(option.label, isChosen) {
                // A second tap takes an answer back.
                values[part.key] = if (isChosen) "" else option.value
                chosen(part.key)
            }
            chip.tag = "${part.key}=${option.value}"
            chip.contentDescription = "${part.label} ${option.label}".trim()
            flow.addView(chip)
        }
        put(flow, top = if (part.label.isEmpty()) 0 else 6)
        put(problem(part.key), top = 4)
    }

    private fun problem(key: String): View = host.words("", Type.LABEL).apply {
        tag = "problem=$key"
        visibility = View.GONE
        accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE
        val sign: Drawable = checkNotNull(host.getDrawable(R.drawable.ic_info)).mutate()
        sign.setTint(host.getColor(R.color.ember))
        sign.setBounds(0, 0, host.dp(18), host.dp(18))
        setCompoundDrawablesRelative(sign, null, null, null)
        compoundDrawablePadding = host.dp(6)
    }.also { problems[key] = it }

    private val Input.type: Int
        get() = when (this) {
            Input.TEXT -> InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_FLAG_CAP_SENTENCES
            // No number class: it would refuse a comma where the keyboard has one, and say nothing.
            Input.NUMBER -> InputType.TYPE_CLASS_PHONE
            Input.TIME, Input.DAY -> InputType.TYPE_CLASS_DATETIME
        }

    private companion object {
        const val FIELD_HEIGHT = 52
    }
}

/** Hears what is typed. */
internal class Typed(private val heard: (String) -> Unit) : TextWatcher {
    override fun beforeTextChanged(text: CharSequence?, start: Int, count: Int, after: Int) = Unit

    override fun onTextChanged(text: CharSequence?, start: Int, before: Int, count: Int) = Unit

    override fun afterTextChanged(text: Editable?) = heard(text?.toString().orEmpty())
}
