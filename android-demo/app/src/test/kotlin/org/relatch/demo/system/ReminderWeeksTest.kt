package org.relatch.demo.system

import android.app.NotificationChannel
import android.app.NotificationManager
import android.content.Intent
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.relatch.ClockWindow
import org.relatch.HealthState
import org.relatch.QuietHours
import org.relatch.QuietPolicy
import org.relatch.ReminderItem
import org.relatch.ReminderKind
import org.relatch.ReminderRule
import org.relatch.ReminderStage
import org.relatch.SessionEdge
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowAlarmManager
import java.time.Instant
import java.time.ZoneId
import kotlin.random.Random

/**
 * Weeks of a parent's days through the app's own receivers and alarms: at every step the next reminder of the plan is
 * the next thing that the person sees, at its time, and nothing else is seen.
 */
class ReminderWeeksTest : SystemWorld() {
    private class Seen(val id: String, val atMs: Long)

    private val seen = mutableListOf<Seen>()
    private val planned = mutableListOf<Seen>()

    /** What would come next if nobody did anything. */
    private fun nextOf(plan: List<ReminderItem>) = plan.first { it.stage != ReminderStage.HOUSEKEEPING }

    /**
     * The phone holds the plan. An alarm whose time has passed may still be on its way when others ring late, and
     * housekeeping moves along with the present, without a new plan.
     */
    private fun assertHeld(whenever: String) {
        val (housekeeping, reminders) = scheduled().partition { it.reminder.isHousekeeping }
        assertEquals("$whenever one housekeeping", 1, housekeeping.size)
        val toCome = reminders.filter { it.triggerAtMs > instant.toEpochMilli() }
        assertEquals(
            "$whenever the phone holds the plan",
            plan().filter { it.stage != ReminderStage.HOUSEKEEPING }.asHeld(),
            toCome.map { Triple(it.pending.requestCode, it.reminder.id, it.triggerAtMs) }.toSet(),
        )
    }

    private fun rules() {
        journal { journal, now ->
            val every = ReminderKind.Interval(9_000_000, 16_200_000, SessionEdge.START)
            journal.setRule(ReminderRule(kind = every, nagMs = 1_200_000), now)
            journal.setRule(ReminderRule(kind = ReminderKind.Times(listOf("09:30", "21:15"), emptyList())), now)
            journal.setQuiet(QuietHours(ClockWindow("23:30", "05:30"), QuietPolicy.DELAY))
        }
    }

    /** Lets alarms ring one after the other, however late they are, until the moment. */
    private fun letPass(until: Instant, late: () -> Long) {
        while (true) {
            val next = scheduled().minOf { it.triggerAtMs }
            if (next > until.toEpochMilli()) break
            val plan = plan()
            val rang = scheduled().minBy { it.triggerAtMs }.reminder
            notifications.cancelAll()
            ring(late())
            val shown = shown()
            assertTrue("at most one at a time", shown.size <= 1)
            if (rang.isHousekeeping) {
                assertEquals("housekeeping is never seen", 0, shown.size)
            } else if (exactly) {
                val expected = nextOf(plan)
                assertEquals(expected.id, rang.id)
                assertEquals(expected.atMs, instant.toEpochMilli())
                planned += Seen(expected.id, expected.atMs)
            }
            shown.forEach { seen += Seen(it.tag, instant.toEpochMilli()) }
            assertHeld("after every alarm")
        }
        if (until > instant) instant = until
    }

    private var exactly = true

    private fun weeks(days: Int, random: Random, late: () -> Long) {
        rules()
        logSession()
        val end = instant.plusSeconds(days * 86_400L)
        while (instant < end) {
            letPass(instant.plusSeconds(random.nextLong(20 * 60, 6 * 3_600)), late)
            when (random.nextInt(14)) {
                in 0..5 -> logSession()
                in 6..8 -> answer(random.nextInt(3))
                9 -> {
                    zone = ZoneId.of(listOf("Europe/Paris", "America/Montreal", "Asia/Tokyo").random(random))
                    broadcast(Intent.ACTION_TIMEZONE_CHANGED)
                }
                10 -> {
                    restart()
                    unlock()
                }
                11 -> broadcast(Intent.ACTION_MY_PACKAGE_REPLACED)
                12 -> broadcast(Intent.ACTION_TIME_CHANGED)
                else -> Unit
            }
            assertHeld("after every event")
        }
    }

    /** Answers what was seen last, as if the notification were still there. */
    private fun answer(place: Int) {
        val last = shown().firstOrNull() ?: return
        val before = entries().size
        if (last.notification.actions.isNullOrEmpty()) return
        last.notification.tap(place)
        if (place == 0) assertTrue(entries().size <= before + 1) else assertEquals(before, entries().size)
    }

    @Test
    fun `three weeks with exact alarms show the plan and nothing else`() {
        weeks(21, Random(7)) { 0 }
        assertEquals(planned.map { it.id to it.atMs }, seen.map { it.id to it.atMs })
        assertTrue("${seen.size}", seen.size > 60)
        println("three weeks: ${seen.size} reminders seen, ${entries().size} sessions")
    }

    @Test
    fun `three weeks without exact alarms come within ten minutes, each once`() {
        ShadowAlarmManager.setCanScheduleExactAlarms(false)
        exactly = false
        val random = Random(11)
        val dues = mutableMapOf<String, Long>()
        rules()
        logSession()
        val end = instant.plusSeconds(21 * 86_400L)
        while (instant < end) {
            plan().forEach { dues[it.id] = it.atMs }
            letPass(instant.plusSeconds(random.nextLong(20 * 60, 6 * 3_600))) {
                plan().forEach { dues[it.id] = it.atMs }
                random.nextLong(0, 10)
            }
            logSession()
        }
        assertTrue("${seen.size}", seen.size > 30)
        assertEquals("each once", seen.size, seen.map { it.id }.distinct().size)
        for (one in seen) {
            val lateMs = one.atMs - dues.getValue(one.id)
            assertTrue("${one.id} $lateMs", lateMs in 0..600_000)
        }
        val lines = journal { journal, now -> journal.reminderHealth(app.system.phone(), now).lines.map { it.textKey } }
        assertEquals(listOf("health.exact_alarms_off"), lines)
        println("three weeks, inexact: ${seen.size} reminders seen")
    }

    @Test
    fun `a week without permission has its line, and the plan goes on for the day it is given`() {
        shadowOf(notifications).setNotificationsEnabled(false)
        exactly = false
        rules()
        logSession()
        repeat(7) {
            letPass(instant.plusSeconds(86_400)) { 0 }
            logSession()
            val lines = journal {
                journal,
                now,
                ->
                journal.reminderHealth(app.system.phone(), now).lines.map { it.state }
            }
            assertEquals(listOf(HealthState.NOTIFICATIONS_OFF), lines)
        }
        shadowOf(notifications).setNotificationsEnabled(true)
        broadcast(Intent.ACTION_MY_PACKAGE_REPLACED)
        exactly = true
        notifications.cancelAll()
        seen.clear()
        planned.clear()
        letPass(instant.plusSeconds(86_400)) { 0 }
        assertEquals(planned.map { it.id to it.atMs }, seen.map { it.id to it.atMs })
        assertTrue(seen.isNotEmpty())
    }

    @Test
    fun `a week with the channel off has its line`() {
        rules()
        logSession()
        notifications.deleteNotificationChannel("reminders")
        notifications.createNotificationChannel(
            NotificationChannel("reminders", "Reminders", NotificationManager.IMPORTANCE_NONE),
        )
        exactly = false
        letPass(instant.plusSeconds(7 * 86_400)) { 0 }
        val lines = journal { journal, now -> journal.reminderHealth(app.system.phone(), now).lines.map { it.state } }
        assertEquals(listOf(HealthState.CHANNEL_OFF), lines)
        assertHeld("at the end")
    }

    @Test
    @Config(sdk = [26])
    fun `a week on Android 8`() {
        weeks(7, Random(3)) { 0 }
        assertEquals(planned.map { it.id to it.atMs }, seen.map { it.id to it.atMs })
        assertTrue(seen.isNotEmpty())
    }
}
