package org.relatch.demo.system

import android.app.PendingIntent
import android.appwidget.AppWidgetManager
import android.appwidget.AppWidgetProvider
import android.content.ComponentName
import android.content.Context
import android.content.Intent
import android.net.Uri
import android.view.View
import android.widget.RemoteViews
import org.relatch.Home
import org.relatch.Now
import org.relatch.demo.R
import org.relatch.demo.relatch
import org.relatch.demo.service
import org.relatch.demo.state.stamp
import java.util.UUID

/** The home-screen widget: the next time, and one tap that logs; the last time and the tile's words for who wants them. */
class HomeWidget : AppWidgetProvider() {
    override fun onUpdate(context: Context, manager: AppWidgetManager, ids: IntArray) {
        val side = context.relatch.system
        if (!side.isUnlocked) return manager.updateAppWidget(ids, views(context, null, null))
        work(context) { journal, now -> manager.updateAppWidget(ids, views(context, journal.home(now), now)) }
    }

    internal class Shown(private val context: Context) : Outside {
        private val manager = context.service<AppWidgetManager>()

        override fun show(home: Home, now: Now) {
            val ids = manager.getAppWidgetIds(ComponentName(context, HomeWidget::class.java))
            if (ids.isNotEmpty()) manager.updateAppWidget(ids, views(context, home, now))
        }
    }

    internal companion object {
        /** The widget; before the phone's first unlock it says nothing. */
        fun views(context: Context, home: Home?, now: Now?): RemoteViews {
            val format = context.relatch.system.format()
            val details = home != null && context.relatch.choices.details
            val views = RemoteViews(context.packageName, R.layout.widget)
            val next = home?.next?.takeIf { now != null && it.at.utcMs > now.utcMs }
            views.setTextViewText(R.id.widget_caption, format.text(if (next == null) "app.name" else "widget.next"))
            views.setTextViewText(R.id.widget_next, next?.let { format.time(it.at) } ?: format.text("reminder.session"))
            val last = home?.lastMs?.takeIf { details }
            views.setViewVisibility(R.id.widget_last, if (last == null) View.GONE else View.VISIBLE)
            if (last != null && now != null) {
                val time = format.time(now.stamp(last))
                views.setTextViewText(R.id.widget_last, format.text("widget.last", "time" to time))
            }
            val suggested = home?.actions?.firstOrNull()?.takeIf { details }
            val words = suggested?.let { format.about(it.baby, format.text(it.labelKey)) } ?: format.text("widget.log")
            views.setTextViewText(R.id.widget_log, words)
            views.setContentDescription(R.id.widget_log, format.text("action.log_now", "what" to words))
            views.setOnClickPendingIntent(R.id.widget_log, log(context))
            views.setOnClickPendingIntent(R.id.widget, ReminderNotices.openApp(context))
            return views
        }

        /** Carries the id of the entry it will log, so that the same button never logs twice. */
        private fun log(context: Context): PendingIntent = PendingIntent.getBroadcast(
            context,
            0,
            Intent(context, SessionReceiver::class.java).setAction(SessionReceiver.LOG)
                .setData(Uri.fromParts("relatch", UUID.randomUUID().toString(), null)),
            PendingIntent.FLAG_IMMUTABLE,
        )
    }
}
