package org.relatch.demo.screens

import android.content.Context
import android.content.Intent
import android.os.Bundle
import org.relatch.JournalInterface
import org.relatch.Now
import org.relatch.demo.R
import org.relatch.demo.relatch
import org.relatch.demo.state.BabySheet
import org.relatch.demo.state.EntrySheet
import org.relatch.demo.state.EntryType
import org.relatch.demo.state.JourneySheet
import org.relatch.demo.state.PlanSheet
import org.relatch.demo.state.QuietSheet
import org.relatch.demo.state.RuleSheet
import org.relatch.demo.state.Saved
import org.relatch.demo.state.Saving
import org.relatch.demo.state.Sheet
import org.relatch.demo.state.UndoBar
import org.relatch.demo.state.problems
import org.relatch.newEntryId

/** A sheet to fill in; what is typed outlives rotation and the end of the process. */
class SheetActivity : PageActivity() {
    private lateinit var sheet: Sheet
    private lateinit var parts: PartsView
    private val values = mutableMapOf<String, String>()
    private var isRead = false
    private var isSaving = false

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        sheet = sheet()
        parts = PartsView(this, values) { key ->
            show()
            // A screen reader stays where the finger was.
            parts.findViewWithTag<android.view.View>("$key=${values[key]}")?.requestFocus()
        }
        column.put(parts)
        val save = button(format.text("button.save"), Weight.MAIN, height = MAIN_HEIGHT) { save() }
        save.id = R.id.save
        foot.put(save, top = 8)
        foot.inset(16, 0, 16, 12)
        savedInstanceState?.getBundle(VALUES)?.let { kept ->
            kept.keySet().forEach { values[it] = kept.getString(it).orEmpty() }
        }
    }

    private fun sheet(): Sheet {
        val id = intent.getStringExtra(ID).orEmpty()
        val isNew = intent.getBooleanExtra(NEW, false)
        return when (Subject.valueOf(intent.getStringExtra(SUBJECT) ?: Subject.ENTRY.name)) {
            Subject.ENTRY -> EntrySheet(EntryType.valueOf(checkNotNull(intent.getStringExtra(TYPE))), id, isNew)
            Subject.RULE -> RuleSheet(id, isNew)
            Subject.QUIET -> QuietSheet()
            Subject.JOURNEY -> JourneySheet()
            Subject.BABY -> BabySheet(id.ifEmpty { null })
            Subject.PLAN -> PlanSheet()
        }
    }

    override fun appear() {
        if (isRead) return
        val format = format
        ask({ journal, now -> sheet.read(journal, now) { format } }) { read ->
            isRead = true
            // What was typed before the process ended goes over what is read.
            read.forEach { (key, value) -> values.putIfAbsent(key, value) }
            show()
            if (sheet.delete(values) != null) delete()
        }
    }

    private fun show() {
        name(sheet.title(values, format))
        parts.show(sheet.parts(values, format))
    }

    private fun delete() {
        val delete = button(format.text("button.delete"), Weight.PLAIN) {
            val call = sheet.delete(values) ?: return@button
            carryOut(call) { saved ->
                Saved(saved.reminders, saved.home, UndoBar(format.text("undo.deleted"), "", isEntry, amountFor = null))
            }
        }
        delete.id = R.id.delete
        column.put(delete, top = 24)
    }

    private val isEntry: Boolean get() = sheet is EntrySheet

    private fun save() {
        when (val saving = sheet.save(values, format, keeper.now())) {
            is Saving.Refused -> parts.complain(saving.problems)

            is Saving.Call -> {
                parts.complain(emptyMap())
                carryOut(saving.call) { it }
            }
        }
    }

    private fun carryOut(call: (JournalInterface, Now) -> Saved, said: (Saved) -> Saved) {
        if (isSaving) return
        isSaving = true
        val failed = { error: Exception ->
            isSaving = false
            val wrong = sheet.problems(error, sheet.parts(values, format), format)
            parts.complain(wrong)
            complain(if (wrong.isEmpty()) format.problem(error) else "")
        }
        ask(call, reminders = { it.reminders }, home = { it.home }, failed = failed) { saved ->
            said(saved).bar?.let(relatch::say)
            // Rules, journey and plan move reminders too, and give no change of their own.
            if (saved.reminders == null) keeper.replan()
            finish()
        }
    }

    override fun onSaveInstanceState(outState: Bundle) {
        super.onSaveInstanceState(outState)
        val kept = Bundle()
        if (isRead) values.forEach { (key, value) -> kept.putString(key, value) }
        outState.putBundle(VALUES, kept)
    }

    internal enum class Subject { ENTRY, RULE, QUIET, JOURNEY, BABY, PLAN }

    internal companion object {
        private const val SUBJECT = "subject"
        private const val TYPE = "type"
        private const val ID = "id"
        private const val NEW = "new"
        private const val VALUES = "values"
        private const val MAIN_HEIGHT = 68

        fun new(context: Context, type: EntryType): Intent =
            of(context, Subject.ENTRY, newEntryId()).putExtra(TYPE, type.name).putExtra(NEW, true)

        fun edit(context: Context, type: EntryType, id: String): Intent =
            of(context, Subject.ENTRY, id).putExtra(TYPE, type.name)

        fun rule(context: Context, id: String?): Intent =
            of(context, Subject.RULE, id.orEmpty()).putExtra(NEW, id == null)

        fun of(context: Context, subject: Subject, id: String = ""): Intent =
            Intent(context, SheetActivity::class.java).putExtra(SUBJECT, subject.name).putExtra(ID, id)
    }
}
