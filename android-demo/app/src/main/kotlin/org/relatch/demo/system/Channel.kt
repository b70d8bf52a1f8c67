package org.relatch.demo.system

import android.app.NotificationChannel
import android.app.NotificationManager
import android.content.Context
import org.relatch.demo.service
import org.relatch.demo.state.Format

/** The kinds of notification that a person can switch off one by one in the system's settings. */
internal enum class Channel(val id: String, private val nameKey: String, private val importance: Int) {
    REMINDERS("reminders", "reminder.channel", NotificationManager.IMPORTANCE_HIGH),
    SILENT("silent", "reminder.channel_silent", NotificationManager.IMPORTANCE_LOW),
    RUNNING("running", "reminder.channel_running", NotificationManager.IMPORTANCE_LOW),
    ;

    companion object {
        /** Makes them, or gives them their names in the phone's present language; what a person chose stays. */
        fun make(context: Context, format: Format) = context.service<NotificationManager>().createNotificationChannels(
            entries.map { channel ->
                NotificationChannel(channel.id, format.text(channel.nameKey), channel.importance).apply {
                    setShowBadge(false)
                }
            },
        )

        /** Whether reminders can be seen: a channel that was never made is not off. */
        fun isOn(context: Context): Boolean {
            val made = context.service<NotificationManager>().getNotificationChannel(REMINDERS.id)
            return made == null || made.importance != NotificationManager.IMPORTANCE_NONE
        }
    }
}
