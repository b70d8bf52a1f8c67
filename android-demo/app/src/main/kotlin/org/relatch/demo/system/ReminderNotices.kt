package org.relatch.demo.system

import android.app.Notification
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import android.graphics.drawable.Icon
import android.net.Uri
import org.relatch.Stamp
import org.relatch.demo.R
import org.relatch.demo.screens.MainActivity
import org.relatch.demo.service
import org.relatch.demo.state.Format

/** Reminders on the screen: neutral words, and answers that open no screen. */
internal class ReminderNotices(private val context: Context, private val format: () -> Format) {
    private val manager = context.service<NotificationManager>()

    /**
     * Shows a reminder that was found to be true.
     *
     * @param last the last session for those who want details; the lock screen never has it
     */
    fun show(alarm: ReminderAlarm, silent: Boolean, last: Stamp?) {
        val format = format()
        val channel = if (silent) Channel.SILENT else Channel.REMINDERS
        val neutral = { neutral(channel, format.text(alarm.textKey)).answers(alarm, format) }
        val shown = neutral().setVisibility(Notification.VISIBILITY_PRIVATE).setPublicVersion(neutral().build())
        if (last != null) {
            shown.setContentTitle(format.text("reminder.next_session"))
                .setContentText(format.text("reminder.last_at", "time" to format.time(last)))
        }
        post(alarm.id, shown.build())
    }

    /** Says when it comes again, and goes by itself. */
    fun snoozed(id: String, at: Stamp) {
        val format = format()
        val words = neutral(Channel.SILENT, format.text("reminder.snoozed_until", "time" to format.time(at)))
        post(id, words.setTimeoutAfter(SAID_MS).build())
    }

    /** Says why an answer could not be taken in. */
    fun refused(id: String, words: String) = post(id, neutral(Channel.SILENT, words).build())

    fun clear(id: String) = manager.cancel(id, REMINDER)

    private fun post(id: String, notice: Notification) {
        Channel.make(context, format())
        // One place for each reminder: its id is the tag.
        manager.notify(id, REMINDER, notice)
    }

    private fun neutral(channel: Channel, words: String): Notification.Builder =
        Notification.Builder(context, channel.id)
            .setSmallIcon(R.drawable.ic_bell)
            .setContentTitle(format().text("reminder.title"))
            .setContentText(words)
            .setCategory(Notification.CATEGORY_REMINDER)
            .setVisibility(Notification.VISIBILITY_PRIVATE)
            .setContentIntent(openApp(context))
            .setAutoCancel(true)

    private fun Notification.Builder.answers(alarm: ReminderAlarm, format: Format): Notification.Builder {
        // It asks nothing.
        if (alarm.textKey == "reminder.test") return this
        // These two take more than a tap: the notification opens the app.
        if (alarm.textKey !in setOf("reminder.weigh_in", "reminder.care_plan")) {
            addAction(answer(alarm, "log_now", format.text("reminder.action.log_now"), R.drawable.ic_check))
        }
        val later = format.text("reminder.action.snooze", "minutes" to format.number(SNOOZE_MIN))
        addAction(answer(alarm, "snooze:${SNOOZE_MIN}m", later, R.drawable.ic_later))
        addAction(answer(alarm, "skip", format.text("reminder.action.skip"), R.drawable.ic_x))
        return this
    }

    private fun answer(alarm: ReminderAlarm, action: String, words: String, icon: Int): Notification.Action {
        val intent = Intent(context, AnswerReceiver::class.java).setAction(action)
            .setData(Uri.fromParts("relatch", alarm.id, null))
        val operation = PendingIntent.getBroadcast(
            context,
            0,
            alarm.into(intent),
            PendingIntent.FLAG_IMMUTABLE or PendingIntent.FLAG_UPDATE_CURRENT,
        )
        return Notification.Action.Builder(Icon.createWithResource(context, icon), words, operation).build()
    }

    companion object {
        /** Id of every reminder's notification; its tag is the reminder's id. */
        const val REMINDER = 1

        /** What the notification's button puts it off by. */
        const val SNOOZE_MIN = 15
        private const val SAID_MS = 8_000L

        fun openApp(context: Context): PendingIntent = PendingIntent.getActivity(
            context,
            0,
            Intent(context, MainActivity::class.java).addFlags(Intent.FLAG_ACTIVITY_SINGLE_TOP),
            PendingIntent.FLAG_IMMUTABLE,
        )
    }
}
