package org.relatch.demo

import org.relatch.Baby
import org.relatch.BootClock
import org.relatch.DayMarks
import org.relatch.Diaper
import org.relatch.EntryKind
import org.relatch.ExpressionMethod
import org.relatch.Goal
import org.relatch.Journal
import org.relatch.Journey
import org.relatch.LactationBreak
import org.relatch.Latch
import org.relatch.Mass
import org.relatch.MassUnit
import org.relatch.Milk
import org.relatch.MilkExpression
import org.relatch.NewEntry
import org.relatch.Now
import org.relatch.Nursing
import org.relatch.ReminderKind
import org.relatch.ReminderRule
import org.relatch.SessionEdge
import org.relatch.Sex
import org.relatch.Side
import org.relatch.Supplement
import org.relatch.SupplementBy
import org.relatch.TaperPlan
import org.relatch.Volume
import org.relatch.VolumeUnit
import org.relatch.at
import org.relatch.toStamp
import java.io.File
import java.time.Instant
import java.time.LocalDate
import java.time.LocalDateTime
import java.time.ZoneId
import java.util.UUID

/** A made-up journey of nineteen days, written once and copied for every test that needs a full journal. */
object Story {
    private val zone = ZoneId.of("Europe/Paris")
    private val today = LocalDate.of(2026, 11, 24)
    private val restart = LocalDate.of(2026, 11, 5)
    private var number = 0L

    /** The journal of the story as a file. */
    val file: File by lazy {
        val file = File("target/story/journal.db").absoluteFile
        file.parentFile?.run {
            deleteRecursively()
            mkdirs()
        }
        Journal.open(file.path, null, at("2026-11-05T06:00")).use(::write)
        file
    }

    fun at(local: String): Now = LocalDateTime.parse(local).atZone(zone).toInstant().let {
        Now.at(it, zone, BootClock(it.toEpochMilli() - 1_000_000_000_000, "first"))
    }

    private fun stamp(day: LocalDate, time: String) =
        LocalDateTime.parse("${day}T$time").atZone(zone).toInstant().toStamp(zone)

    private fun Journal.log(day: LocalDate, time: String, kind: EntryKind, baby: String? = null) {
        val id = UUID(4L shl 12, (2L shl 62) or ++number).toString()
        val start = stamp(day, time)
        log(NewEntry(id, start, null, kind, baby), Now.at(Instant.ofEpochMilli(start.utcMs + 1_800_000), zone))
    }

    private fun write(journal: Journal) {
        val journey = Journey(
            restart.toString(),
            LactationBreak.Days(63),
            Goal.Half,
            sessionsADay = null,
            sessionsANight = null,
            needUl = null,
        )
        journal.introduce(journey, Baby("Noé", "2026-08-20", Sex.BOY, 39), at("2026-11-05T06:00"))
        val interval = ReminderKind.Interval(9_000_000, 18_000_000, SessionEdge.START)
        val rule = journal.rules().rules.firstOrNull()?.id.orEmpty()
        journal.setRule(ReminderRule(rule, interval, 1_200_000), at("2026-11-05T06:00"))
        var day = restart
        while (day < today) {
            whole(journal, day)
            day = day.plusDays(1)
        }
        present(journal)
        val plan = TaperPlan("Sophie Martin, IBCLC", 540_000, 30_000, 3, today.minusDays(9).toString())
        journal.setPlan(plan, at("2026-11-15T12:00"))
        journal.pause()
    }

    private fun whole(journal: Journal, day: LocalDate) {
        val since = (day.toEpochDay() - restart.toEpochDay()).toInt()
        val times = listOf("05:35", "07:40", "10:05", "12:10", "14:40", "17:05", "19:30", "21:50", "23:40", "02:40")
        val count = listOf(8, 9, 8, 9, 10, 9, 9)[since % 7]
        // After nine days the first drops, then a little more from day to day.
        val amount = ((since - 6).coerceAtLeast(0) * 1_500L).coerceAtMost(14_000)
        times.take(count).forEachIndexed { at, time ->
            val on = if (time < "05:00") day.plusDays(1) else day
            val isNursing = at % 3 == 0
            val volume = when {
                since % 6 == 5 -> Volume.Unmeasured
                since == 5 && at == 1 -> Volume.Drops
                else -> Volume.Measured(amount + at % 4 * 300 * (if (amount > 0) 1 else 0), VolumeUnit.ML)
            }
            val kind = if (isNursing) {
                val side = if (at % 2 == 0) Side.LEFT else Side.RIGHT
                val latch = if (since > 8) {
                    Latch.SWALLOWED
                } else if (since > 3) {
                    Latch.LATCHED
                } else {
                    null
                }
                nursing(1_080_000, side, latch)
            } else {
                EntryKind.Expression(MilkExpression(ExpressionMethod.PUMP, total = volume, durationMs = 960_000))
            }
            journal.log(on, time, kind, if (isNursing) "Noé" else null)
        }
        for (time in listOf("08:00", "11:00", "13:30", "16:00", "18:40", "21:00", "23:10", "04:10")) {
            val on = if (time < "05:00") day.plusDays(1) else day
            journal.log(on, time, formula(60_000), "Noé")
        }
        for (time in listOf("06:30", "09:00", "11:20", "14:00", "16:30", "19:00", "22:00")) {
            journal.log(day, time, EntryKind.Diaper(Diaper(wet = true, stool = time == "09:00")), "Noé")
        }
        if (since % 4 == 0) journal.log(day, "09:10", weight(5_900_000L + since * 28_000), "Noé")
        journal.markDay(day.toString(), DayMarks(diapersComplete = true), at("${day}T23:50"))
    }

    private fun present(journal: Journal) {
        journal.log(today, "05:35", nursing(1_080_000, Side.LEFT, Latch.LATCHED), "Noé")
        journal.log(today, "07:40", pump(22_000, 900_000))
        journal.log(today, "08:00", formula(60_000, SupplementBy.CUP), "Noé")
        journal.log(today, "10:05", nursing(1_320_000, Side.RIGHT, Latch.SWALLOWED), "Noé")
        journal.log(today, "11:20", EntryKind.Diaper(Diaper(wet = true, stool = false)), "Noé")
        journal.log(today, "12:10", pump(19_000, 1_020_000))
        journal.log(today, "12:35", formula(60_000), "Noé")
    }

    private fun nursing(ms: Long, side: Side, latch: Latch?) = EntryKind.Nursing(
        if (side == Side.LEFT) Nursing(leftMs = ms, latch = latch) else Nursing(rightMs = ms, latch = latch),
    )

    private fun pump(ul: Long, ms: Long) = EntryKind.Expression(
        MilkExpression(ExpressionMethod.PUMP, total = Volume.Measured(ul, VolumeUnit.ML), durationMs = ms),
    )

    private fun formula(ul: Long, by: SupplementBy = SupplementBy.BOTTLE) =
        EntryKind.Supplement(Supplement(Milk.FORMULA, Volume.Measured(ul, VolumeUnit.ML), by))

    private fun weight(mg: Long) = EntryKind.Weight(Mass(mg, MassUnit.G))
}
