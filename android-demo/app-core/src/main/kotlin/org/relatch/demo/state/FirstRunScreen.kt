package org.relatch.demo.state

import org.relatch.Baby
import org.relatch.JournalInterface
import org.relatch.Journey
import org.relatch.Now

/** One of the three steps of the first run; every one may be skipped, and none asks about a birth. */
public data class FirstRunStep(
    val count: String,
    val title: String,
    val detail: String,
    val parts: List<Part>,
    /** Words of its main button. */
    val next: String,
    /** Words of the button beside it. */
    val skip: String,
    /** A last word, small. */
    val foot: String,
)

/** Steps of the first run. */
public const val FIRST_RUN_STEPS: Int = 3

/** A step from 1 to [FIRST_RUN_STEPS] as it is shown. */
public fun firstRunStep(step: Int, values: Map<String, String>, format: Format, now: Now): FirstRunStep {
    val count = format.text("first.step", "step" to format.number(step), "steps" to format.number(FIRST_RUN_STEPS))
    return when (step) {
        1 -> FirstRunStep(
            count,
            format.text("first.restart.title"),
            format.text("first.restart.body"),
            listOfNotNull(
                Part.Field(
                    "restart",
                    format.text("journey.restart"),
                    Input.DAY,
                    listOf(
                        Part.Option(now.stamp(now.utcMs).day(), format.text("home.today")),
                        Part.Option("", format.text("first.not_yet")),
                    ),
                ),
                Part.Field("break", format.text("first.break.title"), Input.NUMBER)
                    .takeIf { values["unit"] != "never" },
                Part.Choice("unit", "", breakUnits(format)),
            ),
            format.text("button.next"),
            format.text("button.skip"),
            "",
        )

        2 -> FirstRunStep(
            count,
            format.text("first.baby.title"),
            format.text("first.private"),
            listOf(Part.Field("baby", format.text("baby.name"))),
            format.text("button.next"),
            format.text("button.skip"),
            format.text("first.backup"),
        )

        else -> FirstRunStep(
            count,
            format.text("first.reminders.title"),
            format.text("first.reminders.body", "interval" to format.minutes(EVERY_MINUTES)),
            emptyList(),
            format.text("first.reminders.yes"),
            format.text("first.reminders.no"),
            "",
        )
    }
}

private const val EVERY_MINUTES = 150

/** What is wrong with a step, by field. */
public fun firstRunProblems(step: Int, values: Map<String, String>, format: Format): Map<String, String> {
    val read = Reader(values, format)
    if (step == 1) {
        read.day("restart")
        readBreak(read, values["unit"])
    }
    return read.problems
}

/** The step that a refused field belongs to. */
public fun firstRunStepOf(field: String): Int = if (field == "baby" || field == "name") 2 else 1

/** Keeps all answers in one call. */
public fun introduce(values: Map<String, String>, format: Format): (JournalInterface, Now) -> Unit {
    val read = Reader(values, format)
    val journey = Journey(
        restart = read.day("restart"),
        pause = readBreak(read, values["unit"]),
        sessionsADay = null,
        sessionsANight = null,
        needUl = null,
    )
    val baby = read.text("baby")?.let { Baby(it) }
    return { journal, now -> journal.introduce(journey, baby, now) }
}
