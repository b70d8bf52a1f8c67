package org.relatch.demo.screens

import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.relatch.Journal
import org.relatch.JournalInterface
import org.relatch.demo.R
import org.relatch.demo.World
import org.robolectric.annotation.Config
import java.io.File
import java.lang.reflect.InvocationTargetException
import java.lang.reflect.Proxy
import java.util.concurrent.CopyOnWriteArrayList

/** A tap is one call to the journal, on a thread of its own. */
@Config(sdk = [26, 35])
class TapTest : World() {
    private class Call(val name: String, val thread: String)

    private val calls = CopyOnWriteArrayList<Call>()

    /** What the phone's side asks after the answer: acknowledging, and reading for the widget. */
    private val afterwards = setOf("acknowledge", "planReminders", "reminderHealth")

    private fun count() {
        app.openJournal = { now ->
            val journal = Journal.open(File(app.noBackupFilesDir, "journal.db").path, null, now)
            val type = JournalInterface::class.java
            Proxy.newProxyInstance(type.classLoader, arrayOf(type)) { _, method, arguments ->
                calls += Call(method.name.substringBefore('-'), Thread.currentThread().name)
                try {
                    method.invoke(journal, *arguments.orEmpty())
                } catch (error: InvocationTargetException) {
                    throw error.targetException
                }
            } as JournalInterface
        }
    }

    private fun MainActivity.tap(id: Int): List<String> {
        calls.clear()
        click(id)
        return calls.map { it.name }.filterNot { it in afterwards }
    }

    @Test
    fun `every tap of Home is one call`() {
        story()
        count()
        val home = start<MainActivity>().get()
        assertEquals(listOf("log"), home.tap(R.id.tile_0))
        assertEquals(listOf("log"), home.tap(R.id.tile_1))
        assertEquals(listOf("start"), home.tap(R.id.corner_0))
        assertEquals(listOf("switchSide"), home.tap(R.id.right).ifEmpty { home.tap(R.id.left) })
        assertEquals(listOf("hold"), home.tap(R.id.pause))
        assertEquals(listOf("resume"), home.tap(R.id.pause))
        assertEquals(listOf("finish"), home.tap(R.id.finish))
        assertEquals(listOf("start"), home.tap(R.id.corner_0))
        assertEquals(listOf("discard"), home.tap(R.id.discard))
        assertTrue(calls.map { it.thread }.all { it.startsWith("journal") })
    }

    @Test
    fun `the answer of a tap is shown at once, without another read`() {
        story()
        count()
        val home = start<MainActivity>().get()
        calls.clear()
        home.click(R.id.tile_0)
        assertTrue(home.written().contains("0 min"))
        assertTrue(calls.none { it.name == "home" || it.name == "entries" })
    }

    @Test
    fun `a second tap before the answer is the same tap`() {
        story()
        val home = start<MainActivity>().get()
        val before = entriesToday()
        home.findViewById<android.view.View>(R.id.tile_0)?.run { repeat(3) { performClick() } }
        settle()
        assertEquals(before + 1, entriesToday())
    }

    private fun entriesToday() = journal { journal, now -> readToday(journal, now) }

    private fun readToday(journal: JournalInterface, now: org.relatch.Now) =
        org.relatch.demo.state.readLog(journal, null, now).entries.size
}
