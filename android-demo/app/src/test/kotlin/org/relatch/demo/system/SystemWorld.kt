package org.relatch.demo.system

import android.app.AlarmManager
import android.app.Notification
import android.app.NotificationManager
import android.content.Intent
import android.os.Looper
import android.os.UserManager
import android.service.notification.StatusBarNotification
import org.junit.Before
import org.relatch.BootClock
import org.relatch.Now
import org.relatch.ReminderItem
import org.relatch.at
import org.relatch.demo.World
import org.relatch.demo.service
import org.relatch.newEntryId
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowAlarmManager
import org.robolectric.shadows.ShadowAlarmManager.ScheduledAlarm
import org.robolectric.shadows.ShadowPendingIntent
import java.time.Instant

/** A phone whose alarms ring, that restarts, that is locked, and that a test can look at. */
abstract class SystemWorld : World() {
    private var boots = 1
    private var booted = Instant.parse("2026-10-01T00:00:00Z")
    protected val alarms: AlarmManager get() = app.service()
    protected val notifications: NotificationManager get() = app.service()

    @Before
    fun aPhone() {
        app.clock = ::present
        ShadowAlarmManager.setCanScheduleExactAlarms(true)
        Channel.make(app, app.system.format())
    }

    private fun present(): Now =
        Now.at(instant, zone, BootClock(instant.toEpochMilli() - booted.toEpochMilli() + MINUTE_MS, boots.toString()))

    /** Every call of a receiver, and what it asked for, comes to its end. */
    protected fun quiet() = repeat(3) {
        shadowOf(Looper.getMainLooper()).idle()
        app.keeper.settle()
        shadowOf(Looper.getMainLooper()).idle()
    }

    protected fun broadcast(action: String) {
        app.sendBroadcast(Intent(action))
        quiet()
    }

    protected fun scheduled(): List<ScheduledAlarm> = shadowOf(alarms).scheduledAlarms

    // Robolectric has no other way to it.
    @Suppress("DEPRECATION")
    private val ScheduledAlarm.sent get() = checkNotNull(operation)
    internal val ScheduledAlarm.pending: ShadowPendingIntent get() = shadowOf(sent)
    internal val ScheduledAlarm.reminder: ReminderAlarm
        get() = checkNotNull(ReminderAlarm.of(pending.savedIntent))

    /** The alarms as the plan names them: request code, id and time. */
    protected fun held(): Set<Triple<Int, String, Long>> =
        scheduled().map { Triple(it.pending.requestCode, it.reminder.id, it.triggerAtMs) }.toSet()

    protected fun List<ReminderItem>.asHeld() = map { Triple(it.requestCode, it.id, it.atMs) }.toSet()

    /** The plan for this phone, read past the app. */
    protected fun plan(): List<ReminderItem> = journal { journal, now ->
        journal.planReminders(app.system.phone(), null, null, now).items
    }

    /** The next alarm rings, at its time and so many minutes late; what rang is gone. */
    internal fun ring(lateMin: Long = 0): ReminderAlarm {
        val next = scheduled().minBy { it.triggerAtMs }
        val reminder = next.reminder
        if (next.triggerAtMs > instant.toEpochMilli()) {
            instant = Instant.ofEpochMilli(next.triggerAtMs).plusSeconds(lateMin * 60)
        }
        shadowOf(alarms).fireAlarm(next)
        quiet()
        return reminder
    }

    /** Reminders on the screen. */
    protected fun shown(): List<StatusBarNotification> =
        notifications.activeNotifications.filter { it.id == ReminderNotices.REMINDER }

    protected fun Notification.text(): String = extras.getCharSequence(Notification.EXTRA_TEXT).toString()

    protected fun Notification.title(): String = extras.getCharSequence(Notification.EXTRA_TITLE).toString()

    /** Taps a button of a notification. */
    internal fun Notification.tap(place: Int) {
        actions[place].actionIntent.send()
        quiet()
    }

    /** Logs a session beside the screens, as a tap on a tile does. */
    protected fun logSession() {
        app.keeper.work {
            journal,
            now,
            ->
            app.system.touch(journal, now) { SessionReceiver.logSuggested(newEntryId(), journal, now) }
        }
        quiet()
    }

    /** The system forgets every alarm. */
    protected fun dropAlarms() = scheduled().forEach { alarms.cancel(it.sent) }

    /** The phone restarts: alarms and notifications are gone, and it waits for its first unlock. */
    protected fun restart() {
        dropAlarms()
        notifications.cancelAll()
        boots += 1
        booted = instant
        shadowOf(app.service<UserManager>()).setUserUnlocked(false)
        broadcast(Intent.ACTION_LOCKED_BOOT_COMPLETED)
    }

    protected fun unlock() {
        shadowOf(app.service<UserManager>()).setUserUnlocked(true)
        broadcast(Intent.ACTION_BOOT_COMPLETED)
    }

    private companion object {
        const val MINUTE_MS = 60_000L
    }
}
