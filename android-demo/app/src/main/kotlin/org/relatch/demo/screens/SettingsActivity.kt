package org.relatch.demo.screens

import android.os.Bundle
import android.view.View
import android.widget.Button
import android.widget.Switch
import org.relatch.demo.R
import org.relatch.demo.state.Part
import org.relatch.demo.state.Saving
import org.relatch.demo.state.SettingsSheet
import org.relatch.demo.state.problems

/** Settings of the journal, and what is chosen about the app on this phone. */
class SettingsActivity : PageActivity() {
    private val sheet = SettingsSheet()
    private val values = mutableMapOf<String, String>()
    private lateinit var parts: PartsView
    private var isRead = false

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        savedInstanceState?.getBundle(VALUES)?.let { kept ->
            kept.keySet().forEach { values[it] = kept.getString(it).orEmpty() }
        }
    }

    override fun onSaveInstanceState(outState: Bundle) {
        super.onSaveInstanceState(outState)
        val kept = Bundle()
        if (isRead) values.forEach { (key, value) -> kept.putString(key, value) }
        outState.putBundle(VALUES, kept)
    }

    override fun appear() {
        if (isRead) return
        ask({ journal, now -> sheet.read(journal, now) { format } }) { read ->
            isRead = true
            read.forEach { (key, value) -> values.putIfAbsent(key, value) }
            values["appearance"] = choices.appearance
            values["emergency"] = choices.emergency
            values["provider"] = choices.provider
            show()
        }
    }

    private fun show() {
        name(format.text("settings.title"))
        column.removeAllViews()
        parts = PartsView(this, values) { chosen(it) }
        column.put(parts)
        parts.show(sheet.parts(values, format) + ofThisPhone())
        val save = button(format.text("button.save"), Weight.MAIN) { save() }
        save.id = R.id.save_settings
        column.put(save, top = 16)
        column.put(words(format.text("settings.privacy"), Type.H2).inset(4, 0), top = 24)
        column.put(
            rows(
                listOf(
                    switch("settings.simple", R.id.simple, keeper.settings.simple) {
                        values["simple"] = it.toString()
                        save()
                    },
                    switch("settings.hidden", R.id.hidden, choices.hidden) {
                        choices.hidden = it
                        onResume()
                    },
                    switch("settings.locked", R.id.locked, choices.locked) { choices.locked = it },
                    switch("settings.details", R.id.details, choices.details) {
                        choices.details = it
                        keeper.replan()
                    },
                ),
            ),
            top = 8,
        )
        column.put(words(format.text("settings.language"), Type.LABEL, R.color.text3).inset(4, 0), top = 16)
    }

    private fun ofThisPhone(): List<Part> = listOf(
        Part.Choice(
            "appearance",
            format.text("settings.dark"),
            listOf("system" to "settings.dark_system", "dark" to "settings.dark_on", "light" to "settings.dark_off")
                .map { (value, key) -> Part.Option(value, format.capitalized(format.text(key))) },
        ),
        Part.Field("emergency", format.text("settings.emergency")),
        Part.Field("provider", format.text("settings.provider")),
    )

    private fun switch(key: String, id: Int, isOn: Boolean, set: (Boolean) -> Unit): View = column().apply {
        val switch = Switch(this@SettingsActivity).apply {
            this.id = id
            text = format.text(key)
            wear(Type.BODY)
            minimumHeight = dp(TOUCH)
            isChecked = isOn
            isSaveEnabled = false
            setOnCheckedChangeListener { _, now -> set(now) }
        }
        put(switch)
        put(words(format.text("${key}_detail"), Type.LABEL, R.color.text2))
        inset(0, 8)
    }

    private fun chosen(key: String) {
        if (key == "appearance") {
            choices.appearance = values["appearance"].orEmpty().ifEmpty { "system" }
            recreate()
        } else {
            parts.show(sheet.parts(values, format) + ofThisPhone())
        }
    }

    private fun save() {
        choices.emergency = values["emergency"].orEmpty().trim()
        choices.provider = values["provider"].orEmpty().trim()
        when (val saving = sheet.save(values, format, keeper.now())) {
            is Saving.Refused -> parts.complain(saving.problems)

            is Saving.Call -> ask({ journal, now ->
                saving.call(journal, now)
                keeper.settingsChanged(journal)
            }, failed = { error ->
                val wrong = sheet.problems(error, sheet.parts(values, format), format)
                parts.complain(wrong)
                if (wrong.isEmpty()) complain(format.problem(error))
            }) {
                parts.complain(emptyMap())
                keeper.replan()
                findViewById<Button>(R.id.save_settings)?.announceForAccessibility(format.text("undo.changed"))
                complain(format.text("undo.changed"))
            }
        }
    }

    private companion object {
        const val VALUES = "values"
    }
}
