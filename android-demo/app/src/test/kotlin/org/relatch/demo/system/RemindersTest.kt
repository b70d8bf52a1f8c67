package org.relatch.demo.system

import android.app.AlarmManager
import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.content.Intent
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.relatch.ClockWindow
import org.relatch.HealthState
import org.relatch.JournalException
import org.relatch.QuietHours
import org.relatch.QuietPolicy
import org.relatch.ReminderKind
import org.relatch.ReminderRule
import org.relatch.ReminderStage
import org.relatch.demo.R
import org.relatch.demo.screens.MainActivity
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowAlarmManager
import java.io.File
import java.time.ZoneId

@Config(sdk = [26, 35])
class RemindersTest : SystemWorld() {
    private fun health() = journal {
        journal,
        now,
        ->
        journal.reminderHealth(app.system.phone(), now).lines.map { it.state }
    }

    @Test
    fun `a tap on a tile sets the alarms of the plan, each for itself`() {
        start<MainActivity>().get().click(R.id.tile_0)
        val plan = plan()
        assertEquals(17, plan.size)
        assertEquals(plan.asHeld(), held())
        assertEquals(17, scheduled().map { it.pending.requestCode }.distinct().size)
        assertEquals(1, plan.count { it.stage == ReminderStage.HOUSEKEEPING })
        for (alarm in scheduled()) {
            assertTrue(alarm.isAllowWhileIdle)
            assertEquals(AlarmManager.RTC_WAKEUP, alarm.getType())
            assertTrue("immutable", alarm.pending.isImmutable)
            val window = if (alarm.reminder.isHousekeeping) WINDOW_BY_SYSTEM else EXACT
            assertEquals(window, alarm.windowLengthMs)
        }
        assertEquals(emptyList<HealthState>(), health())
    }

    @Test
    fun `a due reminder is neutral, private and has three answers`() {
        logSession()
        val rang = ring()
        val shown = shown().single()
        val notice = shown.notification
        assertEquals(rang.id, shown.tag)
        assertEquals("Relatch", notice.title())
        assertEquals("Whenever you are ready", notice.text())
        assertEquals(Notification.VISIBILITY_PRIVATE, notice.visibility)
        assertEquals("Relatch", notice.publicVersion.title())
        assertEquals("Whenever you are ready", notice.publicVersion.text())
        assertEquals(listOf("Log now", "In 15 min", "Skip this one"), notice.actions.map { it.title.toString() })
        assertTrue(notice.actions.all { shadowOf(it.actionIntent).isImmutable })
        assertEquals("reminders", notice.channelId)
        assertEquals("what has rung is not held any more", plan().asHeld(), held())
    }

    @Test
    fun `details are opt-in, and never on the lock screen`() {
        app.choices.details = true
        logSession()
        ring()
        val notice = shown().single().notification
        assertEquals("Next session, whenever you are ready", notice.title())
        assertEquals("The last one was at 14:05.", notice.text())
        assertEquals("Whenever you are ready", notice.publicVersion.text())
        assertEquals("Relatch", notice.publicVersion.title())
    }

    @Test
    @Config(qualifiers = "+fr")
    fun `a reminder speaks French`() {
        logSession()
        ring()
        val notice = shown().single().notification
        assertEquals("Quand vous voulez", notice.text())
        assertEquals(listOf("Noter", "Dans 15 min", "Passer celle-ci"), notice.actions.map { it.title.toString() })
    }

    @Test
    fun `an alarm that is not true any more shows nothing`() {
        logSession()
        val old = scheduled().minBy { it.triggerAtMs }
        val intent = Intent(old.pending.savedIntent)
        pass(100)
        logSession()
        instant = java.time.Instant.ofEpochMilli(old.triggerAtMs)
        // As if the system had been about to deliver it while the session was logged.
        app.sendBroadcast(intent)
        quiet()
        assertEquals(0, shown().size)
        assertEquals(plan().asHeld(), held())
    }

    @Test
    fun `log from the notification counts once, clears it and moves the next one`() {
        logSession()
        ring()
        val notice = shown().single().notification
        notice.tap(0)
        notice.tap(0)
        assertEquals(2, entries().size)
        assertEquals(0, shown().size)
        assertEquals(instant.toEpochMilli(), entries().last().start.utcMs)
        assertEquals(plan().asHeld(), held())
        assertTrue(held().minOf { it.third } > instant.toEpochMilli() + 3_600_000)
    }

    @Test
    fun `snooze says when it comes again, and it comes`() {
        logSession()
        val due = ring()
        val first = instant
        shown().single().notification.tap(1)
        assertTrue(shown().single().notification.text().startsWith("It comes again at "))
        assertTrue(shown().single().notification.timeoutAfter > 0)
        val again = ring()
        assertEquals(first.plusSeconds(15 * 60), instant)
        assertTrue(again.id, again.id.endsWith(":snooze-1"))
        val notice = shown().single { it.tag == again.id }.notification
        assertEquals("Whenever you are ready", notice.text())
        assertFalse(due.id == again.id)
    }

    @Test
    fun `a fourth snooze says why not and changes nothing`() {
        logSession()
        ring()
        repeat(3) {
            shown().last().notification.tap(1)
            notifications.cancelAll()
            ring()
        }
        val before = held()
        shown().single().notification.tap(1)
        assertEquals("That is too far, or the fourth time.", shown().single().notification.text())
        assertEquals(before, held())
    }

    @Test
    fun `skip leaves this one out and keeps the following`() {
        logSession()
        val due = ring()
        shown().single().notification.tap(2)
        assertEquals(0, shown().size)
        assertTrue(held().none { it.second.startsWith(due.id.substringBeforeLast(':') + ":") })
        assertEquals(plan().asHeld(), held())
        assertEquals(1, entries().size)
    }

    @Test
    fun `what takes more than a tap has no button to log`() {
        journal { journal, now ->
            journal.setRule(ReminderRule(kind = ReminderKind.WeighIn(listOf("15:00"), emptyList())), now)
        }
        broadcast(Intent.ACTION_TIMEZONE_CHANGED)
        ring()
        val notice = shown().single().notification
        assertEquals("A moment for the scale", notice.text())
        assertEquals(listOf("In 15 min", "Skip this one"), notice.actions.map { it.title.toString() })
    }

    @Test
    fun `quiet hours without sound use the channel without sound`() {
        journal { journal, _ -> journal.setQuiet(QuietHours(ClockWindow("15:00", "18:00"), QuietPolicy.SILENT)) }
        logSession()
        ring()
        assertEquals("silent", shown().single().notification.channelId)
    }

    @Test
    fun `whatever drops alarms is followed by a plan`() {
        logSession()
        val heard = listOf(
            Intent.ACTION_BOOT_COMPLETED,
            Intent.ACTION_MY_PACKAGE_REPLACED,
            Intent.ACTION_TIME_CHANGED,
            Intent.ACTION_TIMEZONE_CHANGED,
            Intent.ACTION_LOCALE_CHANGED,
            "android.app.action.SCHEDULE_EXACT_ALARM_PERMISSION_STATE_CHANGED",
        )
        for (action in heard) {
            // Another zone, so that the journal knows that what the phone holds is in doubt.
            zone = if (zone.id == "Europe/Paris") ZoneId.of("America/Montreal") else ZoneId.of("Europe/Paris")
            dropAlarms()
            assertEquals(0, scheduled().size)
            broadcast(action)
            assertEquals(action, plan().asHeld(), held())
            assertEquals(17, held().size)
        }
        assertEquals(SystemReceiver.HEARD, heard.toSet() + Intent.ACTION_LOCKED_BOOT_COMPLETED)
    }

    @Test
    fun `travel keeps the interval's instant and the clock rule's local time`() {
        journal { journal, now ->
            journal.setRule(ReminderRule(kind = ReminderKind.Times(listOf("08:00"), emptyList())), now)
        }
        logSession()
        val before = held()
        zone = ZoneId.of("America/Montreal")
        broadcast(Intent.ACTION_TIMEZONE_CHANGED)
        val after = held()
        assertEquals(plan().asHeld(), after)

        fun morning(of: Set<Triple<Int, String, Long>>) = of.filter { it.second.contains(":times:") }.minOf { it.third }
        assertEquals(6 * 3_600_000L, morning(after) - morning(before))

        fun next(of: Set<Triple<Int, String, Long>>) = of.filter { it.second.contains(":interval:") }.minOf { it.third }
        assertEquals(next(before), next(after))
    }

    @Test
    fun `a process that was killed before it told the journal sets everything anew`() {
        logSession()
        val held = held()
        dropAlarms()
        // A new process has a new side; nothing else about the phone has changed.
        val side = SystemSide(app)
        app.keeper.work { journal, now -> side.replan(journal, now) }
        quiet()
        assertEquals(held, held())
    }

    @Test
    fun `a locked phone rings, queues the answer and merges it once at unlock`() {
        logSession()
        val before = held()
        restart()
        assertEquals("set again without the journal", before, held())
        val due = ring()
        val notice = shown().single().notification
        assertEquals("Whenever you are ready", notice.text())
        val answered = instant
        notice.tap(0)
        notice.tap(0)
        assertEquals(0, shown().size)
        val folder = File(app.createDeviceProtectedStorageContext().noBackupFilesDir, "queue")
        val files = checkNotNull(folder.listFiles()).toList()
        assertEquals(2, files.size)
        for (file in files) {
            val line = org.json.JSONObject(file.readText())
            assertEquals(setOf("v", "notification", "action", "at_ms", "offset_s"), line.keys().asSequence().toSet())
            assertEquals(due.id, line.getString("notification"))
        }
        pass(20)
        unlock()
        assertEquals(2, entries().size)
        assertEquals(answered.toEpochMilli(), entries().last().start.utcMs)
        assertEquals(0, checkNotNull(folder.listFiles()).size)
        assertEquals(plan().asHeld(), held())
    }

    @Test
    fun `a snooze on a locked phone rings again before any unlock`() {
        logSession()
        restart()
        ring()
        val due = instant
        shown().single().notification.tap(1)
        ring()
        assertEquals(due.plusSeconds(15 * 60), instant)
        assertEquals("Whenever you are ready", shown().single().notification.text())
    }

    @Test
    fun `a journal that cannot be read is no reason for silence`() {
        logSession()
        // A new process finds the file in use.
        val broken = org.relatch.demo.JournalKeeper({ throw JournalException.Io("no") }, app.clock, app.system)
        val alarm = scheduled().minBy { it.triggerAtMs }.reminder
        broken.work(failed = { app.system.ringBlindly(alarm) }) { _, _ -> error("not reached") }
        broken.settle()
        quiet()
        assertEquals("Whenever you are ready", shown().single().notification.text())
    }

    @Test
    fun `the test alarm rings in a minute and asks nothing`() {
        app.keeper.testAlarm()
        quiet()
        val before = instant
        ring()
        assertEquals(before.plusSeconds(60), instant)
        val notice = shown().single().notification
        assertEquals("The test alarm works", notice.text())
        assertTrue(notice.actions.isNullOrEmpty())
    }

    @Test
    fun `notifications off and channel off have their line, and alarms go on`() {
        logSession()
        shadowOf(notifications).setNotificationsEnabled(false)
        broadcast(Intent.ACTION_MY_PACKAGE_REPLACED)
        assertTrue(HealthState.NOTIFICATIONS_OFF in health())
        shadowOf(notifications).setNotificationsEnabled(true)
        notifications.deleteNotificationChannel("reminders")
        notifications.createNotificationChannel(
            NotificationChannel("reminders", "Reminders", NotificationManager.IMPORTANCE_NONE),
        )
        broadcast(Intent.ACTION_MY_PACKAGE_REPLACED)
        assertEquals(listOf(HealthState.CHANNEL_OFF), health())
        assertEquals(17, held().size)
    }

    @Test
    @Config(sdk = [35])
    fun `without exact alarms each reminder has two inexact ones, and the first to ring takes the other away`() {
        ShadowAlarmManager.setCanScheduleExactAlarms(false)
        logSession()
        assertTrue(HealthState.EXACT_ALARMS_OFF in health())
        assertEquals(33, scheduled().size)
        assertEquals(plan().asHeld(), held())
        val (windowed, whileIdle) = scheduled().filterNot { it.reminder.isHousekeeping }.partition {
            it.windowLengthMs ==
                WINDOW
        }
        assertEquals(16, windowed.size)
        assertTrue(whileIdle.all { it.isAllowWhileIdle && it.windowLengthMs == WINDOW_BY_SYSTEM })
        ring(lateMin = 9)
        assertEquals(1, shown().size)
        notifications.cancelAll()
        assertTrue(held().none { it.third <= instant.toEpochMilli() })
        ShadowAlarmManager.setCanScheduleExactAlarms(true)
        broadcast("android.app.action.SCHEDULE_EXACT_ALARM_PERMISSION_STATE_CHANGED")
        assertEquals(17, scheduled().size)
        assertFalse(HealthState.EXACT_ALARMS_OFF in health())
    }

    private companion object {
        const val EXACT = 0L
        const val WINDOW_BY_SYSTEM = -1L
        const val WINDOW = 600_000L
    }
}
