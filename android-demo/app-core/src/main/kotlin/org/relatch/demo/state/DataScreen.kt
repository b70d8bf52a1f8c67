package org.relatch.demo.state

import org.relatch.ExportFormat
import org.relatch.ImportAnswers
import org.relatch.ImportOption
import org.relatch.ImportReport
import org.relatch.ImportZone
import org.relatch.JournalInterface
import org.relatch.MassUnit
import org.relatch.MedicineFor
import org.relatch.Now
import org.relatch.VolumeUnit
import org.relatch.ZoneTable
import org.relatch.of
import java.time.Instant
import java.time.ZoneId

/** A question that an import leaves open. */
public data class ImportQuestionCard(
    val option: ImportOption,
    val question: String,
    /** What the file has. */
    val seen: String,
    /** Answers to choose from; empty where it is typed. */
    val answers: List<Part.Option>,
)

/** What an import would bring, or has brought. */
public data class ImportCard(
    val questions: List<ImportQuestionCard>,
    val sum: String?,
    /** From when to when its entries are. */
    val span: String?,
    /** Rows that were left out, and what to know. */
    val skipped: List<String>,
    val canImport: Boolean,
)

/** The import as it is shown. */
public fun importCard(report: ImportReport, babies: List<String>, isDone: Boolean, format: Format): ImportCard {
    val (from, to) = report.from to report.to
    return ImportCard(
        questions = if (isDone) {
            emptyList()
        } else {
            report.questions.map { question ->
                ImportQuestionCard(
                    question.option,
                    format.text("data.question.${question.option.textKey}"),
                    if (question.seen.isEmpty()) "" else format.text("data.question.seen", "seen" to question.seen),
                    answers(question.option, babies, format),
                )
            }
        },
        sum = if (report.questions.isEmpty() || isDone) {
            format.text(
                "data.sum",
                "added" to format.number(report.added),
                "already" to format.number(report.already),
                "skipped" to format.number(report.skipped.size),
            )
        } else {
            null
        },
        span = if (from == null ||
            to == null
        ) {
            null
        } else {
            "${format.dayMonth(from.day())} – ${format.dayMonth(to.day())}"
        },
        skipped = report.skipped.map { row ->
            format.text("data.skipped", "line" to format.number(row.line), "file" to row.file, "reason" to row.reason)
        },
        canImport = !isDone && report.questions.isEmpty() && report.added > 0,
    )
}

private val ImportOption.textKey: String get() = key()

private fun answers(option: ImportOption, babies: List<String>, format: Format): List<Part.Option> = when (option) {
    ImportOption.ZONE -> emptyList()

    ImportOption.VOLUME_UNIT -> VolumeUnit.entries.map { Part.Option(it.name, format.text("unit.${it.key()}")) }

    ImportOption.WEIGHT_UNIT -> MassUnit.entries.map { Part.Option(it.name, format.text("unit.${it.key()}")) }

    ImportOption.MEDICINE ->
        MedicineFor.entries.map { Part.Option(it.name, format.text("data.answer.${it.key()}")) }

    ImportOption.BABY -> babies.map { Part.Option(it, it) }
}

/** The answers with one more; absent when it is no answer to the question, such as a zone that does not exist. */
public fun ImportAnswers.with(option: ImportOption, value: String, now: Now): ImportAnswers? = when (option) {
    ImportOption.ZONE -> zone(value, now)?.let { copy(zone = it) }
    ImportOption.VOLUME_UNIT -> copy(volumeUnit = VolumeUnit.valueOf(value))
    ImportOption.WEIGHT_UNIT -> copy(massUnit = MassUnit.valueOf(value))
    ImportOption.MEDICINE -> copy(medicineFor = MedicineFor.valueOf(value))
    ImportOption.BABY -> value.trim().ifEmpty { null }?.let { copy(baby = it) }
}

private const val FIRST_MS = 1_420_070_400_000L

/** A zone from 2015, before which there is no entry, until now. */
private fun zone(
    name: String,
    now: Now,
): ImportZone? = runCatching { ZoneId.of(name.trim()) }.getOrNull()?.let { zone ->
    val offset = zone.rules.getOffset(Instant.ofEpochMilli(FIRST_MS)).totalSeconds
    ImportZone(zone.id, offset, ZoneTable.of(zone, FIRST_MS, now.utcMs))
}

/** Everything as the text of one file, piece by piece. */
public fun export(journal: JournalInterface, format: ExportFormat, write: (String) -> Unit) {
    var after: String? = null
    do {
        val page = journal.exportPage(format, after)
        write(page.text)
        after = page.cursor
    } while (after != null)
}
