package org.relatch.demo.system

import android.content.res.XmlResourceParser
import android.view.WindowManager
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.relatch.demo.R
import org.relatch.demo.screens.MainActivity
import org.robolectric.annotation.Config
import org.xmlpull.v1.XmlPullParser
import java.io.File

/** What the app may do and what leaves it, read from the linked package and not from the sources. */
class PrivacyTest : SystemWorld() {
    private class Element(val name: String, val parents: List<String>, val attributes: Map<String, String>)

    private fun XmlResourceParser.elements(): List<Element> {
        val (found, open) = mutableListOf<Element>() to mutableListOf<String>()
        while (next() != XmlPullParser.END_DOCUMENT) {
            if (eventType == XmlPullParser.END_TAG) open.removeLast()
            if (eventType != XmlPullParser.START_TAG) continue
            val attributes = (0 until attributeCount).associate { getAttributeName(it) to getAttributeValue(it) }
            found += Element(name, open.toList(), attributes)
            open += name
        }
        return found
    }

    /** The manifest inside the linked package: the one of this app among those that are loaded. */
    private val manifest: List<Element> by lazy {
        (1..8).firstNotNullOf { cookie ->
            val elements = try {
                app.assets.openXmlResourceParser(cookie, "AndroidManifest.xml").elements()
            } catch (_: java.io.IOException) {
                return@firstNotNullOf null
            }
            elements.takeIf { it.first().attributes["package"] == app.packageName }
        }
    }

    private fun components() = manifest.filter {
        it.name in
            setOf("activity", "receiver", "service", "provider", "activity-alias")
    }

    @Test
    fun `the package asks for three permissions, and none reaches a network`() {
        val asked = manifest.filter { it.name.startsWith("uses-permission") }.map { it.attributes.getValue("name") }
        assertEquals(
            setOf(
                "android.permission.POST_NOTIFICATIONS",
                "android.permission.RECEIVE_BOOT_COMPLETED",
                "android.permission.SCHEDULE_EXACT_ALARM",
            ),
            asked.toSet(),
        )
        assertEquals(asked.size, asked.distinct().size)
    }

    @Test
    fun `nothing is exported but the launcher and what only the system may bind`() {
        val exported = components().filter { it.attributes["exported"] != "false" }
        val names = exported.map { it.attributes.getValue("name").substringAfterLast('.') }
        assertEquals(setOf("MainActivity", "PumpTile"), names.toSet())
        val tile = exported.single { it.name == "service" }
        assertEquals("android.permission.BIND_QUICK_SETTINGS_TILE", tile.attributes["permission"])
        assertTrue("every component says so itself", components().all { "exported" in it.attributes })
        assertTrue(components().none { it.name == "provider" })
    }

    @Test
    fun `neither a backup nor a transfer takes anything`() {
        val application = manifest.single { it.name == "application" }.attributes
        assertEquals("false", application["allowBackup"])
        assertEquals("false", application["fullBackupContent"])
        assertEquals("@${R.xml.data_extraction_rules}", application["dataExtractionRules"])
        val rules = app.resources.getXml(R.xml.data_extraction_rules).elements()
        val domains = setOf(
            "root",
            "file",
            "database",
            "sharedpref",
            "external",
            "device_root",
            "device_file",
            "device_database",
            "device_sharedpref",
        )
        for (way in listOf("cloud-backup", "device-transfer")) {
            val inside = rules.filter { it.parents.lastOrNull() == way }
            assertTrue(inside.all { it.name == "exclude" && "path" !in it.attributes })
            assertEquals(way, domains, inside.map { it.attributes["domain"] }.toSet())
        }
    }

    @Test
    @Config(sdk = [26, 35])
    fun `everything written lies where no backup looks, or holds no log`() {
        logSession()
        restart()
        ring()
        shown().single().notification.tap(0)
        unlock()
        val journal = File(app.noBackupFilesDir, "journal.db")
        assertTrue(journal.isFile)
        val device = app.createDeviceProtectedStorageContext()
        val roots = setOf(checkNotNull(app.dataDir), checkNotNull(device.dataDir))
        val written = roots.flatMap { root ->
            root.walk().filter { it.isFile }.map { it.relativeTo(root).path }
        }.toSet()
        val strangers = written.filterNot { path ->
            path.startsWith("no_backup/journal.db") ||
                path in setOf("shared_prefs/alarms.xml", "shared_prefs/choices.xml")
        }
        assertEquals(emptyList<String>(), strangers)
        // Alarms are kept for a locked phone: times and neutral words.
        for (alarm in app.system.held()) {
            assertTrue(
                alarm.toString(),
                alarm.textKey in setOf("reminder.session", "reminder.session_again", "reminder.housekeeping"),
            )
        }
    }

    @Test
    fun `what is erased neither rings nor stands anywhere`() {
        logSession()
        ring()
        restart()
        ring()
        shown().single().notification.tap(0)
        app.keeper.work { journal, _ ->
            journal.erase()
            app.system.erase()
        }
        quiet()
        assertEquals(0, scheduled().size)
        assertEquals(0, notifications.activeNotifications.size)
        assertEquals(emptyList<ReminderAlarm>(), app.system.held())
        val device = checkNotNull(app.createDeviceProtectedStorageContext().dataDir)
        assertTrue(device.walk().none { it.isFile && it.extension == "json" })
        unlock()
        assertEquals(0, entries().size)
    }

    @Test
    fun `screens are hidden from screenshots and recent apps for who wants it`() {
        val secure = WindowManager.LayoutParams.FLAG_SECURE
        val open = start<MainActivity>().get()
        assertFalse(open.window.attributes.flags and secure != 0)
        app.choices.hidden = true
        val hidden = start<MainActivity>().get()
        assertTrue(hidden.window.attributes.flags and secure != 0)
    }

    @Test
    fun `details are off until they are asked for`() {
        app.choices.erase()
        assertFalse(app.choices.details)
        assertFalse(app.choices.hidden)
    }

    @Test
    fun `no word that a lock screen or a launcher can show names milk, breast or baby`() {
        val keys = listOf(
            "reminder.title",
            "reminder.session",
            "reminder.session_again",
            "reminder.sleep_end",
            "reminder.weigh_in",
            "reminder.medicine",
            "reminder.care_plan",
            "reminder.test",
            "reminder.action.log_now",
            "reminder.action.snooze",
            "reminder.action.skip",
            "reminder.channel",
            "reminder.channel_silent",
            "reminder.channel_running",
            "running.pause",
            "running.resume",
            "running.finish",
            "running.switch_side",
            "widget.next",
            "widget.log",
            "widget.description",
            "tile.start",
            "tile.stop",
            "shortcut.log",
            "shortcut.start",
        )
        val telling = Regex("(?i)milk|breast|nurs|pump|lact|baby|diaper|lait|sein|tét|allait|bébé|couche|medic|médic")
        for (language in listOf("en", "fr")) {
            val configuration = android.content.res.Configuration(app.resources.configuration)
            configuration.setLocale(java.util.Locale(language))
            val words = org.relatch.demo.PhoneLanguage(app.createConfigurationContext(configuration))
            for (key in keys) {
                val text = checkNotNull(words.text(key)) { key }
                assertFalse("$key: $text", telling.containsMatchIn(text))
            }
        }
    }
}
