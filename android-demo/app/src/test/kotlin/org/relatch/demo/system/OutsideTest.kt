package org.relatch.demo.system

import android.app.Notification
import android.appwidget.AppWidgetManager
import android.content.ComponentName
import android.content.Intent
import android.content.pm.PackageManager
import android.content.pm.ShortcutManager
import android.service.quicksettings.Tile
import android.view.View
import android.widget.FrameLayout
import android.widget.TextView
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.relatch.EntryKind
import org.relatch.SessionKind
import org.relatch.Side
import org.relatch.StartSession
import org.relatch.demo.R
import org.relatch.demo.Screenshot
import org.relatch.demo.screens.MainActivity
import org.relatch.demo.service
import org.relatch.newEntryId
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/** Widget, tile, shortcuts and the notification of a running session. */
class OutsideTest : SystemWorld() {
    private val widgets get() = shadowOf(app.service<AppWidgetManager>())

    private fun widget(): View {
        val id = widgets.createWidget(HomeWidget::class.java, R.layout.widget)
        quiet()
        return widgets.getViewFor(id)
    }

    private fun View.text(id: Int): String? = findViewById<TextView>(id)?.takeIf {
        it.visibility == View.VISIBLE
    }?.text?.toString()

    private fun running() = notifications.activeNotifications.filter { it.id == RunningNotice.RUNNING }

    private fun Notification.words() = actions.map { it.title.toString() }

    private fun start(kind: SessionKind, side: Side?) {
        app.keeper.work { journal, now ->
            app.system.touch(journal, now) {
                journal.start(StartSession(newEntryId(), kind, side), now).let { it.home to it.reminders }
            }
        }
        quiet()
    }

    private fun picture(view: View, name: String) {
        val box = FrameLayout(app).apply { addView(view) }
        val (width, height) = 656 to 224
        box.measure(
            View.MeasureSpec.makeMeasureSpec(width, View.MeasureSpec.EXACTLY),
            View.MeasureSpec.makeMeasureSpec(height, View.MeasureSpec.EXACTLY),
        )
        box.layout(0, 0, width, height)
        Screenshot.check(name, Screenshot.of(box))
    }

    private fun drawn(): View {
        val views = journal { journal, now -> HomeWidget.views(app, journal.home(now), now) }
        return views.apply(app, FrameLayout(app))
    }

    @Test
    @Config(sdk = [26, 35])
    fun `the widget tells the next time and no more`() {
        logSession()
        val widget = widget()
        assertEquals("next", widget.text(R.id.widget_caption))
        assertEquals("16:35", widget.text(R.id.widget_next))
        assertEquals(null, widget.text(R.id.widget_last))
        assertEquals("Log", widget.text(R.id.widget_log))
        pass(151)
        broadcast(Intent.ACTION_TIME_CHANGED)
        val id = app.service<AppWidgetManager>().getAppWidgetIds(ComponentName(app, HomeWidget::class.java)).single()
        assertEquals("Whenever you are ready", widgets.getViewFor(id).text(R.id.widget_next))
    }

    @Test
    fun `details tell the last time and what a tap logs`() {
        app.choices.details = true
        logSession()
        val widget = widget()
        assertEquals("last 14:05", widget.text(R.id.widget_last))
        assertTrue(widget.text(R.id.widget_log).toString(), widget.text(R.id.widget_log) in setOf("Pump", "Nurse"))
    }

    @Test
    @Config(sdk = [26, 35])
    fun `one tap on the widget logs, a double tap logs once`() {
        val button = checkNotNull(widget().findViewById<View>(R.id.widget_log))
        button.performClick()
        button.performClick()
        quiet()
        assertEquals(1, entries().size)
        assertEquals("the tap also sets the alarms", plan().asHeld(), held())
        pass(200)
        val id = app.service<AppWidgetManager>().getAppWidgetIds(ComponentName(app, HomeWidget::class.java)).single()
        widgets.getViewFor(id).findViewById<View>(R.id.widget_log)?.performClick()
        quiet()
        assertEquals("the button was drawn anew and logs the next one", 2, entries().size)
    }

    @Test
    fun `a widget on a locked phone says nothing`() {
        logSession()
        restart()
        val widget = widget()
        assertEquals("Relatch", widget.text(R.id.widget_caption))
        assertEquals("Whenever you are ready", widget.text(R.id.widget_next))
    }

    @Test
    fun `the widget as it looks`() {
        app.choices.details = true
        logSession()
        picture(drawn(), "widget")
        app.choices.details = false
        picture(drawn(), "widget-neutral")
    }

    @Test
    @Config(qualifiers = "+fr-notnight")
    fun `the widget in French by day`() {
        app.choices.details = true
        logSession()
        picture(drawn(), "widget-fr")
    }

    @Test
    @Config(sdk = [26, 35])
    fun `the tile starts a pump and finishes it`() {
        val tile = Robolectric.buildService(PumpTile::class.java).create().get()
        tile.onStartListening()
        quiet()
        assertEquals("Session start", tile.qsTile.label)
        assertEquals(Tile.STATE_INACTIVE, tile.qsTile.state)
        tile.onClick()
        quiet()
        assertEquals(Tile.STATE_ACTIVE, tile.qsTile.state)
        assertEquals("Session end", tile.qsTile.label)
        assertEquals(1, running().size)
        pass(17)
        tile.onClick()
        quiet()
        assertEquals(Tile.STATE_INACTIVE, tile.qsTile.state)
        val pumped = entries().single().kind as EntryKind.Expression
        assertEquals(17 * 60_000L, pumped.expression.durationMs)
        assertEquals(0, running().size)
        assertEquals(plan().asHeld(), held())
    }

    @Test
    @Config(sdk = [26, 35])
    fun `a running session has a lasting notification with its buttons`() {
        start(SessionKind.NURSING, Side.LEFT)
        val notice = running().single().notification
        assertEquals("Running session", notice.title())
        assertTrue(notice.flags and Notification.FLAG_ONGOING_EVENT != 0)
        assertEquals(Notification.VISIBILITY_PRIVATE, notice.visibility)
        assertTrue(notice.extras.getBoolean(Notification.EXTRA_SHOW_CHRONOMETER))
        assertEquals(instant.toEpochMilli(), notice.`when`)
        assertEquals(null, notice.extras.getCharSequence(Notification.EXTRA_TEXT))
        assertEquals(listOf("Pause", "Other side", "Finish"), notice.words())
        assertTrue(notice.actions.all { shadowOf(it.actionIntent).isImmutable })
        pass(6)
        notice.tap(1)
        notice.tap(1)
        assertEquals(Side.RIGHT, journal { journal, now -> journal.running(now) }.single().side)
        pass(4)
        running().single().notification.tap(0)
        val paused = running().single().notification
        assertEquals("Paused", paused.text())
        assertEquals(listOf("Go on", "Other side", "Finish"), paused.words())
        pass(5)
        paused.tap(0)
        pass(2)
        running().single().notification.tap(2)
        assertEquals(0, running().size)
        val nursed = (entries().single().kind as EntryKind.Nursing).nursing
        assertEquals(6 * 60_000L, nursed.leftMs)
        assertEquals(6 * 60_000L, nursed.rightMs)
        notice.tap(2)
        assertEquals("a button left behind does nothing", 1, entries().size)
    }

    @Test
    fun `details name the side, and the lock screen still does not`() {
        app.choices.details = true
        start(SessionKind.NURSING, Side.LEFT)
        val notice = running().single().notification
        assertEquals("Nursing, left side", notice.text())
        assertEquals(null, notice.publicVersion.extras.getCharSequence(Notification.EXTRA_TEXT))
    }

    @Test
    fun `a forgotten session asks`() {
        start(SessionKind.PUMP, null)
        pass(150)
        broadcast(Intent.ACTION_TIME_CHANGED)
        val notice = running().single().notification
        assertEquals("Still going?", notice.text())
        assertEquals(listOf("Go on", "Finish"), notice.words())
    }

    @Test
    fun `shortcuts log and start at once, then show Home`() {
        assertNotNull(
            app.packageManager.getActivityInfo(
                ComponentName(app, MainActivity::class.java),
                PackageManager.GET_META_DATA,
            ).metaData,
        )
        val log = Intent(ShortcutActivity.LOG).setClass(app, ShortcutActivity::class.java)
        val activity = Robolectric.buildActivity(ShortcutActivity::class.java, log).setup()
        quiet()
        assertEquals(1, entries().size)
        assertEquals(MainActivity::class.java.name, shadowOf(activity.get()).nextStartedActivity.component?.className)
        assertTrue(activity.get().isFinishing)
        assertTrue(checkNotNull(app.lastChange).bar.canUndo)
        activity.recreate()
        quiet()
        assertEquals("a turn of the phone logs nothing", 1, entries().size)
        val start = Intent(ShortcutActivity.START).setClass(app, ShortcutActivity::class.java)
        repeat(2) {
            Robolectric.buildActivity(ShortcutActivity::class.java, start).setup()
            quiet()
        }
        assertEquals(1, journal { journal, now -> journal.running(now) }.size)
        assertEquals(1, running().size)
    }

    @Test
    fun `shortcuts name what the activity hears, in neutral words`() {
        val parser = app.resources.getXml(R.xml.shortcuts)
        val android = "http://schemas.android.com/apk/res/android"
        val (actions, labels) = mutableListOf<String>() to mutableListOf<String>()
        while (parser.next() != org.xmlpull.v1.XmlPullParser.END_DOCUMENT) {
            if (parser.eventType != org.xmlpull.v1.XmlPullParser.START_TAG) continue
            if (parser.name == "intent") {
                actions += parser.getAttributeValue(android, "action")
                assertEquals(ShortcutActivity::class.java.name, parser.getAttributeValue(android, "targetClass"))
                assertEquals(app.packageName, parser.getAttributeValue(android, "targetPackage"))
            }
            if (parser.name == "shortcut") {
                labels += app.getString(parser.getAttributeResourceValue(android, "shortcutShortLabel", 0))
            }
        }
        assertEquals(listOf(ShortcutActivity.LOG, ShortcutActivity.START), actions)
        assertEquals(listOf("Log now", "Session start"), labels)
        assertNotNull(app.service<ShortcutManager>())
    }
}
