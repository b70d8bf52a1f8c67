package org.relatch.demo.screens

import android.content.Intent
import android.net.Uri
import android.os.Bundle
import android.provider.OpenableColumns
import android.view.View
import android.widget.EditText
import org.relatch.ExportFormat
import org.relatch.ImportAnswers
import org.relatch.ImportFile
import org.relatch.ImportOption
import org.relatch.ImportReport
import org.relatch.demo.R
import org.relatch.demo.relatch
import org.relatch.demo.state.ImportCard
import org.relatch.demo.state.ImportQuestionCard
import org.relatch.demo.state.UndoBar
import org.relatch.demo.state.export
import org.relatch.demo.state.importCard
import org.relatch.demo.state.with
import java.io.IOException

/** Data: in by the system's picker, with a preview and questions; out as a file; gone for good. */
class DataActivity : PageActivity() {
    private var files = listOf<Uri>()
    private var answers = ImportAnswers()
    private var card: ImportCard? = null
    private var babies = listOf<String>()
    private var note: String? = null
    private var asksErase = false
    private var wanted = ExportFormat.CSV
    private var typed = ""

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        files = savedInstanceState?.getStringArrayList(FILES).orEmpty().map(Uri::parse)
        wanted = ExportFormat.valueOf(savedInstanceState?.getString(WANTED) ?: ExportFormat.CSV.name)
    }

    override fun onSaveInstanceState(outState: Bundle) {
        super.onSaveInstanceState(outState)
        outState.putStringArrayList(FILES, ArrayList(files.map(Uri::toString)))
        outState.putString(WANTED, wanted.name)
    }

    override fun appear() {
        name(format.text("data.title"))
        show()
        if (files.isNotEmpty() && card == null) preview()
    }

    private fun show() {
        column.removeAllViews()
        column.put(bring())
        note?.let { column.put(words(it, Type.BODY).inset(4, 0), top = 12) }
        column.put(take(), top = 12)
        column.put(erase(), top = 12)
    }

    private fun bring(): View = card().apply {
        put(words(format.text("data.import"), Type.H2))
        put(words(format.text("data.import_from"), Type.LABEL, R.color.text2), top = 4)
        val choose = button(format.text("data.choose"), icon = R.drawable.ic_import) { choose() }
        choose.id = R.id.choose_file
        put(choose, top = 12)
        val card = card ?: return@apply
        card.questions.forEach { put(question(it), top = 16) }
        card.sum?.let { put(words(it, Type.BODY), top = 14) }
        card.span?.let { put(words(it, Type.LABEL, R.color.text2), top = 2) }
        card.skipped.take(SHOWN).forEach { put(words(it, Type.SMALL, R.color.text2), top = 6) }
        if (card.canImport) {
            val go = button(format.text("data.import_button"), Weight.MAIN) { bringIn() }
            go.id = R.id.do_import
            put(go, top = 12)
        }
    }

    private fun question(question: ImportQuestionCard): View = column().apply {
        tag = "question=${question.option.name}"
        put(words(question.question, Type.ITEM))
        if (question.seen.isNotEmpty()) put(words(question.seen, Type.LABEL, R.color.text2), top = 2)
        val flow = Flow(this@DataActivity)
        question.answers.forEach { option ->
            val chip = chip(option.label, isChosen = false) { answer(question.option, option.value) }
            chip.tag = "${question.option.name}=${option.value}"
            flow.addView(chip)
        }
        if (question.answers.isNotEmpty()) put(flow, top = 8)
        if (question.option == ImportOption.ZONE || question.option == ImportOption.BABY) {
            val isZone = question.option == ImportOption.ZONE
            put(
                words(format.text(if (isZone) "data.zone_field" else "data.question.other"), Type.LABEL, R.color.text2),
                top = 8,
            )
            if (isZone && typed.isEmpty()) typed = keeper.now().zone
            val field = EditText(this@DataActivity).apply {
                tag = question.option.name
                setText(if (isZone) typed else "")
                wear(Type.BODY)
                minHeight = dp(TOUCH)
                isSaveEnabled = false
                background = shape(R.color.bg, 14, R.color.ctl, 1f)
                inset(14, 10)
                if (isZone) addTextChangedListener(Typed { typed = it })
            }
            put(field, top = 4)
            val answer = button(format.text("data.answer.button"), height = TOUCH) {
                answer(question.option, field.text.toString())
            }
            answer.tag = "answer=${question.option.name}"
            put(answer, top = 8)
        }
    }

    private fun take(): View = card().apply {
        listOf(
            Triple("data.export_csv", R.id.export_csv, ExportFormat.CSV),
            Triple("data.export_jsonl", R.id.export_jsonl, ExportFormat.JSONL),
        ).forEachIndexed { at, (key, id, kind) ->
            val out = button(format.text(key), icon = R.drawable.ic_export) { write(kind) }
            out.id = id
            put(out, top = if (at == 0) 0 else 10)
        }
        val check = button(format.text("data.check"), icon = R.drawable.ic_check) {
            ask({ journal, _ -> journal.check() }) { say(format.text(if (it.sound) "data.sound" else "data.unsound")) }
        }
        check.id = R.id.check
        put(check, top = 10)
    }

    private fun erase(): View = card().apply {
        if (asksErase) put(words(format.text("data.erase_question"), Type.BODY))
        val key = if (asksErase) "data.erase_yes" else "data.erase"
        val erase = button(format.text(key), if (asksErase) Weight.ALERT else Weight.SECOND) {
            if (asksErase) {
                eraseAll()
            } else {
                asksErase = true
                show()
            }
        }
        erase.id = if (asksErase) R.id.erase_yes else R.id.erase
        put(erase, top = if (asksErase) 12 else 0)
        if (asksErase) {
            val keep = button(format.text("button.cancel"), Weight.PLAIN) {
                asksErase = false
                show()
            }
            put(keep, top = 6)
        }
    }

    private fun say(words: String) {
        note = words
        show()
    }

    private fun choose() {
        val pick = Intent(Intent.ACTION_OPEN_DOCUMENT).addCategory(Intent.CATEGORY_OPENABLE).setType("*/*")
        startActivityForResult(pick.putExtra(Intent.EXTRA_ALLOW_MULTIPLE, true), PICK)
    }

    private fun write(kind: ExportFormat) {
        wanted = kind
        val (type, name) = if (kind ==
            ExportFormat.CSV
        ) {
            "text/csv" to "relatch.csv"
        } else {
            "application/jsonl" to "relatch.jsonl"
        }
        val create = Intent(Intent.ACTION_CREATE_DOCUMENT).addCategory(Intent.CATEGORY_OPENABLE).setType(type)
        startActivityForResult(create.putExtra(Intent.EXTRA_TITLE, name), CREATE)
    }

    @Suppress("OVERRIDE_DEPRECATION") // The framework's own way, without a library.
    override fun onActivityResult(requestCode: Int, resultCode: Int, data: Intent?) {
        super.onActivityResult(requestCode, resultCode, data)
        if (resultCode != RESULT_OK || data == null || requestCode !in setOf(PICK, CREATE)) return
        val clip = data.clipData
        val chosen = if (clip !=
            null
        ) {
            (0 until clip.itemCount).map { clip.getItemAt(it).uri }
        } else {
            listOfNotNull(data.data)
        }
        if (requestCode == PICK) {
            files = chosen
            answers = ImportAnswers()
            preview()
        } else {
            chosen.firstOrNull()?.let(::writeTo)
        }
    }

    private fun writeTo(file: Uri) {
        val kind = wanted
        ask({ journal, _ ->
            val out = contentResolver.openOutputStream(file) ?: throw IOException()
            out.bufferedWriter().use { writer -> export(journal, kind) { writer.write(it) } }
        }) { say(format.text("data.written", "file" to nameOf(file))) }
    }

    private fun nameOf(file: Uri): String =
        contentResolver.query(file, arrayOf(OpenableColumns.DISPLAY_NAME), null, null, null)
            ?.use { if (it.moveToFirst()) it.getString(0) else null } ?: file.lastPathSegment.orEmpty()

    private fun read(): List<ImportFile> = files.map { file ->
        val bytes = contentResolver.openInputStream(file)?.use { it.readBytes() } ?: throw IOException()
        ImportFile(nameOf(file), bytes)
    }

    private fun preview() = look({ journal, now, files -> journal.previewImport(files, answers, now) }, isDone = false)

    private fun bringIn() = look({ journal, now, files -> journal.import(files, answers, now) }, isDone = true)

    private fun look(
        call: (org.relatch.JournalInterface, org.relatch.Now, List<ImportFile>) -> ImportReport,
        isDone: Boolean,
    ) {
        val failed = { error: Exception ->
            card = null
            files = emptyList()
            show()
            complain(if (error is IOException) format.text("error.field.path") else format.problem(error))
        }
        ask({ journal, now ->
            babies = journal.babies().map { it.name }
            call(journal, now, read())
        }, failed = failed) { report ->
            card = importCard(report, babies, isDone, format)
            if (isDone) {
                files = emptyList()
                keeper.replan()
                val rows = format.text("undo.import", "rows" to format.number(report.added))
                relatch.say(UndoBar(rows, "", canUndo = true, amountFor = null))
            }
            show()
        }
    }

    private fun answer(option: ImportOption, value: String) {
        val next = answers.with(option, value, keeper.now())
        if (next == null) {
            complain(format.text(if (option == ImportOption.ZONE) "error.field.zone" else "error.field.baby"))
            return
        }
        answers = next
        preview()
    }

    private fun eraseAll() = ask({ journal, _ ->
        journal.erase()
        keeper.settingsChanged(journal)
        relatch.system.erase()
    }) {
        choices.erase()
        relatch.lastChange = null
        keeper.replan()
        asksErase = false
        card = null
        startActivity(
            Intent(
                this,
                MainActivity::class.java,
            ).addFlags(Intent.FLAG_ACTIVITY_CLEAR_TASK or Intent.FLAG_ACTIVITY_NEW_TASK),
        )
        finish()
    }

    private companion object {
        const val FILES = "files"
        const val WANTED = "wanted"
        const val PICK = 1
        const val CREATE = 2
        const val SHOWN = 5
    }
}
