package org.relatch.demo.system

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import org.relatch.JournalInterface
import org.relatch.Now
import org.relatch.demo.relatch

/** An alarm goes off. */
class AlarmReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        val alarm = ReminderAlarm.of(intent) ?: return
        val side = context.relatch.system
        if (!side.isUnlocked) return side.ringBlindly(alarm)
        work(context, failed = { side.ringBlindly(alarm) }) { journal, now -> side.ring(alarm, journal, now) }
    }
}

/** A notification of a reminder is answered. */
class AnswerReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        val alarm = ReminderAlarm.of(intent) ?: return
        val action = intent.action ?: return
        val (app, side) = context.relatch to context.relatch.system
        if (!side.isUnlocked) return side.answerLater(alarm, action, app.clock())
        // What the journal cannot take in now waits as if the phone were locked.
        work(context, failed = { side.answerLater(alarm, action, app.clock()) }) { journal, now ->
            side.answer(alarm, action, journal, now)
        }
    }
}

/** Everything after which alarms are gone, stale or newly allowed: all of it plans anew. */
class SystemReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        if (intent.action !in HEARD) return
        val side = context.relatch.system
        if (!side.isUnlocked) return side.restore(context.relatch.clock())
        work(context) { journal, now -> side.replan(journal, now) }
    }

    internal companion object {
        /** What the manifest asks for. */
        val HEARD = setOf(
            Intent.ACTION_BOOT_COMPLETED,
            Intent.ACTION_LOCKED_BOOT_COMPLETED,
            Intent.ACTION_MY_PACKAGE_REPLACED,
            Intent.ACTION_TIME_CHANGED,
            Intent.ACTION_TIMEZONE_CHANGED,
            Intent.ACTION_LOCALE_CHANGED,
            "android.app.action.SCHEDULE_EXACT_ALARM_PERMISSION_STATE_CHANGED",
        )
    }
}

/** Works on the journal's thread, and keeps the process alive until that has ended, well or not. */
internal fun BroadcastReceiver.work(
    context: Context,
    failed: (Exception) -> Unit = {},
    call: (JournalInterface, Now) -> Unit,
) {
    val pending = goAsync()
    context.relatch.keeper.ask(
        call,
        failed = {
            failed(it)
            pending?.finish()
        },
    ) { pending?.finish() }
}
