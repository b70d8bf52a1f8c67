package org.relatch.demo.system

import android.app.NotificationManager
import android.content.Context
import org.relatch.Home
import org.relatch.JournalInterface
import org.relatch.Now
import org.relatch.Phone
import org.relatch.Platform
import org.relatch.ReminderChange
import org.relatch.demo.PhoneSide
import org.relatch.demo.service

/** Alarms, notifications, widget and tile of this phone. */
class SystemSide(private val context: Context) : PhoneSide {
    override fun phone(): Phone = Phone(
        Platform.ANDROID,
        exactOk = false,
        canPost = context.service<NotificationManager>().areNotificationsEnabled(),
        channelOn = true,
        batteryRestricted = false,
    )

    override fun carryOut(journal: JournalInterface, change: ReminderChange, now: Now) = Unit

    override fun replan(journal: JournalInterface, now: Now) = Unit

    override fun show(home: Home, now: Now) = Unit
}
