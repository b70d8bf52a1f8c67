package org.relatch.demo

import android.app.Activity
import android.app.Notification
import android.content.Intent
import android.net.Uri
import android.os.Bundle
import android.widget.EditText
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.relatch.EntryKind
import org.relatch.EntryQuery
import org.relatch.ExpressionMethod
import org.relatch.MilkExpression
import org.relatch.Volume
import org.relatch.VolumeUnit
import org.relatch.demo.screens.DataActivity
import org.relatch.demo.screens.FirstRunActivity
import org.relatch.demo.screens.MainActivity
import org.relatch.demo.screens.SheetActivity
import org.relatch.demo.screens.VolumeActivity
import org.relatch.demo.state.EntryType
import org.relatch.demo.system.SystemWorld
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import java.io.File
import java.time.Instant
import java.time.ZoneId

/** A parent's day through the screens, over the night in which clocks go back; the journal is looked into at the end. */
@Config(sdk = [26, 35])
class DayTest : SystemWorld() {
    private inline fun <reified A : Activity> opened(intent: Intent): A =
        Robolectric.buildActivity(A::class.java, intent).setup().also { settle() }.get()

    private fun Activity.type(key: String, text: String) =
        checkNotNull(window.decorView.findViewWithTag<EditText>(key)) { key }.setText(text)

    private fun Activity.choose(tag: String) {
        checkNotNull(window.decorView.findViewWithTag<android.view.View>(tag)) { tag }.performClick()
        settle()
    }

    /** The page that a click has opened. */
    private inline fun <reified A : Activity> Activity.opens(): A {
        val intent = checkNotNull(shadowOf(this).nextStartedActivity) { "nothing was opened" }
        assertEquals(A::class.java.name, intent.component?.className)
        return opened(intent)
    }

    @Test
    fun `a parent's day`() {
        // Saturday 24 October 2026, 18:00 in Paris; at three in the night it will be two again.
        instant = Instant.parse("2026-10-24T16:00:00Z")
        app.choices.introduced = false
        firstRun()

        // Nine sessions by clicks, each about two and a half hours after the other: six by a tap.
        repeat(6) {
            val home = start<MainActivity>().get()
            home.click(R.id.tile_0)
            pass(150)
        }
        reminded()
        timedAcrossTheEnd()
        amountByThumb()
        supplement()
        edited()
        deletedAndTakenBack()
        imported()
        checked()
    }

    private fun firstRun() {
        val first = start<MainActivity>().get().opens<FirstRunActivity>()
        first.choose("restart=")
        first.type("restart", "2026-10-05")
        first.type("break", "9")
        first.click(R.id.next)
        first.type("baby", "Noé")
        first.click(R.id.next)
        first.click(R.id.next)
        assertTrue(first.written().toString(), app.choices.introduced)
        val journey = journal { journal, _ -> journal.journey() }
        assertEquals("2026-10-05", journey.restart)
        assertEquals(listOf("Noé"), journal { journal, _ -> journal.babies() }.map { it.name })
    }

    /** A reminder comes, is put off, survives a restart and a journey, and is answered; no screen is opened for it. */
    private fun reminded() {
        seen().tap(1)
        restart()
        unlock()
        seen()
        zone = ZoneId.of("Europe/Madrid")
        broadcast(Intent.ACTION_TIMEZONE_CHANGED)
        assertEquals(plan().asHeld(), held())
        assertEquals(6, sessions().size)
        val notice = seen()
        repeat(2) { notice.tap(0) }
        assertEquals(7, sessions().size)
        assertEquals(instant.toEpochMilli(), sessions().last().start.utcMs)
        assertEquals("Europe/Madrid", sessions().last().zone)
        assertEquals(plan().asHeld(), held())
        pass(150)
    }

    /** Lets alarms ring until one is shown: alarms that were on their way when a session was logged show nothing. */
    private fun seen(): Notification {
        var left = 20
        while (shown().none { it.notification.actions != null } && left-- > 0) ring()
        return shown().single { it.notification.actions != null }.notification
    }

    /** A session that is started, survives the end of the process and a rotation, and is finished. */
    private fun timedAcrossTheEnd() {
        val before = Robolectric.buildActivity(MainActivity::class.java).setup()
        settle()
        before.get().click(R.id.corner_0)
        pass(12)
        val kept = Bundle()
        before.saveInstanceState(kept).pause().stop().destroy()
        val after = Robolectric.buildActivity(MainActivity::class.java).setup(kept)
        settle()
        assertTrue(after.get().written().toString(), after.get().written().contains("12:00"))
        pass(6)
        after.recreate().visible()
        settle()
        after.get().click(R.id.finish)
        val timed = sessions().last()
        val ms = when (val kind = timed.kind) {
            is EntryKind.Nursing -> kind.nursing.run { (leftMs ?: 0) + (rightMs ?: 0) + (bothMs ?: 0) }
            is EntryKind.Expression -> kind.expression.durationMs ?: 0
            else -> 0
        }
        assertEquals(18 * 60_000L, ms)
        pass(150)
    }

    /** A pump logged by the sheet, and its amount given with the thumb afterwards. */
    private fun amountByThumb() {
        val sheet = opened<SheetActivity>(SheetActivity.new(app, EntryType.PUMP))
        sheet.type("minutes", "15")
        sheet.click(R.id.save)
        val home = start<MainActivity>().get()
        home.click(R.id.bar_amount)
        val volume = home.opens<VolumeActivity>()
        volume.view<EditText>(R.id.amount).setText("21")
        repeat(2) { volume.click(R.id.more) }
        volume.click(R.id.less)
        volume.click(R.id.save)
        assertTrue(volume.isFinishing)
        pass(5)
    }

    private fun supplement() {
        val sheet = opened<SheetActivity>(SheetActivity.new(app, EntryType.SUPPLEMENT))
        sheet.type("volume", "60")
        sheet.choose("by=CUP")
        sheet.click(R.id.save)
        assertTrue(sheet.isFinishing)
        pass(5)
    }

    /** The supplement was 70 ml after all; rotation keeps what is typed. */
    private fun edited() {
        val log = start<MainActivity>().get()
        log.click(R.id.tab_log)
        val supplement = entries().last { it.kind is EntryKind.Supplement }
        log.choose("entry=${supplement.id}")
        val intent = checkNotNull(shadowOf(log).nextStartedActivity)
        val page = Robolectric.buildActivity(SheetActivity::class.java, intent).setup()
        settle()
        page.get().type("volume", "70")
        page.recreate().visible()
        settle()
        assertEquals("70", page.get().window.decorView.findViewWithTag<EditText>("volume")?.text.toString())
        page.get().click(R.id.save)
        val now = entries().last { it.kind is EntryKind.Supplement }
        assertEquals(Volume.Measured(70_000, VolumeUnit.ML), (now.kind as EntryKind.Supplement).supplement.volume)
    }

    private fun deletedAndTakenBack() {
        val before = entries().map { it.id }
        val supplement = entries().last { it.kind is EntryKind.Supplement }
        val sheet = opened<SheetActivity>(SheetActivity.edit(app, EntryType.SUPPLEMENT, supplement.id))
        sheet.click(R.id.delete)
        assertEquals(before - supplement.id, entries().map { it.id })
        start<MainActivity>().get().click(R.id.bar_undo)
        assertEquals(before.toSet(), entries().map { it.id }.toSet())
    }

    /** The sample of another app: its questions are answered on the screen, and one undo would take it back. */
    private fun imported() {
        // The sample is of November.
        instant = Instant.parse("2026-11-30T12:00:00Z")
        val before = entries().size
        val data = start<DataActivity>().get()
        data.click(R.id.choose_file)
        val samples = File("../../tests/fixtures/made").listFiles { file -> file.extension == "csv" }.orEmpty().sorted()
        val uris = samples.map { Uri.parse("content://samples/${it.name}") }
        samples.zip(uris).forEach { (file, uri) ->
            shadowOf(app.contentResolver).registerInputStreamSupplier(uri) { file.inputStream() }
        }
        val clip = android.content.ClipData.newRawUri("", uris.first())
        uris.drop(1).forEach { clip.addItem(android.content.ClipData.Item(it)) }
        val asked = shadowOf(data).nextStartedActivityForResult
        shadowOf(data).receiveResult(asked.intent, Activity.RESULT_OK, Intent().apply { clipData = clip })
        settle()
        assertEquals("nothing is written before the questions are answered", before, entries().size)
        if (data.window.decorView.findViewWithTag<EditText>("ZONE") != null) {
            data.type("ZONE", "Mars/Olympus")
            data.choose("answer=ZONE")
            assertTrue(data.written().contains("A zone such as Europe/Paris."))
            assertEquals("Mars/Olympus", data.window.decorView.findViewWithTag<EditText>("ZONE")?.text.toString())
            data.type("ZONE", "America/New_York")
            data.choose("answer=ZONE")
        }
        for (answer in listOf("VOLUME_UNIT=ML", "WEIGHT_UNIT=KG", "MEDICINE=PARENT", "BABY=Noé")) {
            if (data.window.decorView.findViewWithTag<android.view.View>(answer) != null) data.choose(answer)
        }
        assertTrue(
            data.written().toString(),
            data.window.decorView.findViewById<android.view.View>(R.id.do_import) != null,
        )
        data.click(R.id.do_import)
        assertTrue(entries().size > before)
        start<MainActivity>().get().click(R.id.bar_undo)
        assertEquals(before, entries().size)
    }

    private fun sessions() = entries().filter { it.kind is EntryKind.Expression || it.kind is EntryKind.Nursing }

    private fun checked() {
        assertTrue(journal { journal, _ -> journal.check() }.sound)
        assertEquals(9, sessions().size)
        assertEquals("all sessions have names of their own", 9, sessions().map { it.id }.toSet().size)
        // By the clocks of the day: before the change two hours east of Greenwich, after it one.
        assertEquals(setOf(7_200, 3_600), sessions().map { it.start.offsetS }.toSet())
        val gaps = sessions().take(6).map { it.start.utcMs }.zipWithNext { a, b -> (b - a) / 60_000 }
        assertEquals(List(5) { 150L }, gaps)
        val pump = sessions().map { it.kind }.filterIsInstance<EntryKind.Expression>().map { it.expression }
            .single { it.total == Volume.Measured(22_000, VolumeUnit.ML) }
        assertEquals(MilkExpression(ExpressionMethod.PUMP, total = pump.total, durationMs = 900_000), pump)
        assertFalse(journal { journal, now -> journal.running(now) }.isNotEmpty())
        assertEquals(10, journal { journal, _ -> journal.entries(EntryQuery(limit = 500)) }.entries.size)
    }
}
