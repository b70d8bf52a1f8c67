package org.relatch.demo.system

import android.app.Notification
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import android.graphics.drawable.Icon
import android.net.Uri
import org.relatch.Home
import org.relatch.Now
import org.relatch.Running
import org.relatch.SessionKind
import org.relatch.Side
import org.relatch.demo.R
import org.relatch.demo.relatch
import org.relatch.demo.service
import org.relatch.demo.state.Format

/** One lasting notification for each running session, with its clock and its buttons. */
internal class RunningNotice(private val context: Context) : Outside {
    private val manager = context.service<NotificationManager>()

    override fun show(home: Home, now: Now) {
        val running = home.running.associateBy { it.id }
        manager.activeNotifications.filter {
            it.id == RUNNING && it.tag !in running
        }.forEach { manager.cancel(it.tag, RUNNING) }
        if (running.isEmpty()) return
        Channel.make(context, format())
        running.forEach { (id, session) -> manager.notify(id, RUNNING, notice(session, now)) }
    }

    private fun format(): Format = context.relatch.system.format()

    private fun notice(session: Running, now: Now): Notification {
        val format = format()
        val neutral = builder(session, now, format)
        val shown = builder(session, now, format).setPublicVersion(neutral.build())
        if (context.relatch.choices.details) shown.setContentText(details(session, format))
        return shown.build()
    }

    private fun builder(session: Running, now: Now, format: Format): Notification.Builder {
        val notice = Notification.Builder(context, Channel.RUNNING.id)
            .setSmallIcon(R.drawable.ic_clock)
            .setContentTitle(format.text("reminder.channel_running"))
            .setCategory(Notification.CATEGORY_STOPWATCH)
            .setVisibility(Notification.VISIBILITY_PRIVATE)
            .setContentIntent(ReminderNotices.openApp(context))
            .setOngoing(true)
            .setOnlyAlertOnce(true)
        val elapsedMs = session.elapsedMs
        when {
            session.forgotten -> notice.setContentText(format.capitalized(format.text("running.still_going")))
            session.paused -> notice.setContentText(format.capitalized(format.text("running.paused")))
            elapsedMs != null -> notice.setUsesChronometer(true).setShowWhen(true).setWhen(now.utcMs - elapsedMs)
        }
        if (session.paused || session.forgotten) {
            notice.addAction(button(session, SessionReceiver.RESUME, format.text("running.resume"), R.drawable.ic_play))
        } else {
            notice.addAction(button(session, SessionReceiver.HOLD, format.text("running.pause"), R.drawable.ic_pause))
        }
        if (session.kind == SessionKind.NURSING && session.side != null && !session.forgotten) {
            val words = format.text("running.switch_side")
            // Where to, not merely over: a button that is tapped twice does not come back.
            val to = if (session.side == Side.LEFT) SessionReceiver.RIGHT else SessionReceiver.LEFT
            notice.addAction(button(session, to, words, R.drawable.ic_later))
        }
        notice.addAction(button(session, SessionReceiver.FINISH, format.text("running.finish"), R.drawable.ic_stop))
        return notice
    }

    private fun details(session: Running, format: Format): String {
        val side = session.side
        val words = when {
            session.kind != SessionKind.NURSING -> format.text("running.expression")
            side == null -> format.text("running.nursing")
            else -> format.text("running.nursing_side", "side" to format.text("side.${side.name.lowercase()}"))
        }
        return format.about(session.baby, format.capitalized(words))
    }

    private fun button(session: Running, action: String, words: String, icon: Int): Notification.Action {
        val intent = Intent(context, SessionReceiver::class.java).setAction(action)
            .setData(Uri.fromParts("relatch", session.id, null))
        val flags = PendingIntent.FLAG_IMMUTABLE or PendingIntent.FLAG_UPDATE_CURRENT
        val operation = PendingIntent.getBroadcast(context, 0, intent, flags)
        return Notification.Action.Builder(Icon.createWithResource(context, icon), words, operation).build()
    }

    internal companion object {
        /** Id of every running session's notification; its tag is the session's id. */
        const val RUNNING = 2
    }
}
