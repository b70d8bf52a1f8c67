package org.relatch.demo.state

import org.relatch.ClockWindow
import org.relatch.JournalInterface
import org.relatch.MassUnit
import org.relatch.Now
import org.relatch.SessionEdge
import org.relatch.Settings
import org.relatch.VolumeUnit

/** Settings of the journal: units, when day and night begin, what time counts from. */
public class SettingsSheet : Sheet {
    override fun read(journal: JournalInterface, now: Now, format: () -> Format): Map<String, String> {
        val settings = journal.settings()
        return mapOf(
            "volume_unit" to settings.volumeUnit.name,
            "mass_unit" to settings.massUnit.name,
            "since" to settings.since.name,
            "day_start" to settings.dayStart,
            "night_from" to settings.night.from,
            "night" to settings.night.to,
            "simple" to settings.simple.toString(),
        )
    }

    override fun title(values: Map<String, String>, format: Format): String = format.text("settings.title")

    override fun parts(values: Map<String, String>, format: Format): List<Part> = listOf(
        Part.Choice(
            "volume_unit",
            format.text("settings.volume_unit"),
            VolumeUnit.entries.map { Part.Option(it.name, format.text("unit.${it.key()}")) },
        ),
        Part.Choice(
            "mass_unit",
            format.text("settings.mass_unit"),
            MassUnit.entries.map { Part.Option(it.name, format.text("unit.${it.key()}")) },
        ),
        Part.Choice(
            "since",
            format.text("settings.since"),
            SessionEdge.entries.map { Part.Option(it.name, format.text("settings.since_${it.key()}")) },
        ),
        Part.Field("day_start", format.text("settings.day_start"), Input.TIME),
        Part.Field(
            "night_from",
            "${format.text("settings.night")}: ${format.text("reminders.quiet_from")}",
            Input.TIME,
        ),
        Part.Field("night", "${format.text("settings.night")}: ${format.text("reminders.quiet_to")}", Input.TIME),
    )

    override fun save(values: Map<String, String>, format: Format, now: Now): Saving {
        val read = Reader(values, format)

        fun time(key: String, field: String): String =
            (read.clock(key, field) ?: read.refused<Int>(key, field))?.let(::clockTime).orEmpty()
        val settings = Settings(
            values["volume_unit"]?.ifEmpty { null }?.let(VolumeUnit::valueOf) ?: format.settings.volumeUnit,
            values["mass_unit"]?.ifEmpty { null }?.let(MassUnit::valueOf) ?: format.settings.massUnit,
            time("day_start", "day_start"),
            ClockWindow(time("night_from", "night"), time("night", "night")),
            values["since"]?.ifEmpty { null }?.let(SessionEdge::valueOf) ?: format.settings.since,
            values["simple"].toBoolean(),
        )
        if (read.problems.isNotEmpty()) return Saving.Refused(read.problems)
        return Saving.Call { journal, _ ->
            journal.setSettings(settings)
            Saved(null, null, null)
        }
    }
}
