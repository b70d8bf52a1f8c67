package org.relatch.demo.system

import android.app.AlarmManager
import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import android.content.SharedPreferences
import android.os.Build
import org.relatch.NotificationCentre
import org.relatch.ReminderOperation
import org.relatch.demo.ChecksApiLevel
import org.relatch.demo.service

/**
 * `AlarmManager` in the shape that the journal's plans ask for.
 *
 * Exact where the phone allows it. Otherwise each reminder has two alarms: one within ten minutes, which a sleeping
 * phone puts off, and one that may ring while it sleeps, for which it takes its time. The first to ring takes the other
 * away.
 */
internal class Alarms(private val context: Context, private val notices: ReminderNotices) : NotificationCentre {
    private val system = context.service<AlarmManager>()

    // Readable before the first unlock, so that alarms can be set again after a restart at night: times and neutral
    // words, nothing of the log.
    private val copies: SharedPreferences =
        context.createDeviceProtectedStorageContext().getSharedPreferences("alarms", Context.MODE_PRIVATE)

    override fun apply(operation: ReminderOperation): Boolean {
        when (operation) {
            is ReminderOperation.Set -> return set(ReminderAlarm.of(operation.item))
            is ReminderOperation.Cancel -> cancel(operation.handle.requestCode)
            is ReminderOperation.Clear -> notices.clear(operation.handle.id)
        }
        return true
    }

    /** Sets an alarm in place of the one of the same code; false when the system refuses it. */
    fun set(alarm: ReminderAlarm): Boolean {
        cancel(alarm.code)
        val isSet = try {
            if (!alarm.isExact || !exact(alarm)) inexact(alarm)
            true
        } catch (_: SecurityException) {
            false
        } catch (_: IllegalStateException) {
            // More than 500 alarms of one app.
            false
        }
        if (isSet) copies.edit().putString(alarm.code.toString(), alarm.toJson()).apply()
        return isSet
    }

    /** Takes an alarm away, in both its forms. */
    fun cancel(code: Int) {
        for (form in Form.entries) {
            val operation =
                PendingIntent.getBroadcast(context, code, intent(form), FLAGS or PendingIntent.FLAG_NO_CREATE)
                    ?: continue
            system.cancel(operation)
            operation.cancel()
        }
        copies.edit().remove(code.toString()).apply()
    }

    /** An alarm has gone off: its other form goes too, unless the code has been given to another reminder meanwhile. */
    fun rang(alarm: ReminderAlarm) {
        if (copies.getString(alarm.code.toString(), null) == alarm.toJson()) cancel(alarm.code)
    }

    /** What was set, by the copies. */
    fun held(): List<ReminderAlarm> = copies.all.values.mapNotNull {
        ReminderAlarm.parse(it.toString())
    }.sortedBy { it.atMs }

    /** Takes every alarm away, and the copies. */
    fun erase() {
        held().forEach { cancel(it.code) }
        copies.edit().clear().apply()
    }

    /** Sets everything again that a restart of the phone dropped and that is not long over; needs no journal. */
    fun restore(nowMs: Long) = held().forEach { alarm ->
        if (alarm.atMs > nowMs - TOO_LATE_MS) set(alarm) else cancel(alarm.code)
    }

    private fun exact(alarm: ReminderAlarm): Boolean {
        if (!mayBeExact()) return false
        return try {
            system.setExactAndAllowWhileIdle(AlarmManager.RTC_WAKEUP, alarm.atMs, operation(Form.FIRST, alarm))
            true
        } catch (_: SecurityException) {
            // Taken away between the question and the call.
            false
        }
    }

    private fun inexact(alarm: ReminderAlarm) {
        if (!alarm.isHousekeeping) {
            system.setWindow(AlarmManager.RTC_WAKEUP, alarm.atMs, WINDOW_MS, operation(Form.FIRST, alarm))
        }
        system.setAndAllowWhileIdle(AlarmManager.RTC_WAKEUP, alarm.atMs, operation(Form.WHILE_IDLE, alarm))
    }

    /** Whether the phone lets this app set exact alarms. */
    @ChecksApiLevel
    fun mayBeExact(): Boolean = Build.VERSION.SDK_INT < Build.VERSION_CODES.S || system.canScheduleExactAlarms()

    private fun operation(form: Form, alarm: ReminderAlarm): PendingIntent =
        PendingIntent.getBroadcast(
            context,
            alarm.code,
            alarm.into(intent(form)),
            FLAGS or PendingIntent.FLAG_UPDATE_CURRENT,
        )

    private fun intent(form: Form) = Intent(context, AlarmReceiver::class.java).setAction(form.name)

    private enum class Form { FIRST, WHILE_IDLE }

    private companion object {
        const val FLAGS = PendingIntent.FLAG_IMMUTABLE

        /** The smallest that the system grants. */
        const val WINDOW_MS = 600_000L

        /** What comes later says nothing true any more; the journal has the same limit. */
        const val TOO_LATE_MS = 14_400_000L
    }
}
