package org.relatch.demo.screens

import android.app.Activity
import android.content.Intent
import android.view.View
import android.widget.EditText
import android.widget.TextView
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.relatch.EntryKind
import org.relatch.ExpressionMethod
import org.relatch.MilkExpression
import org.relatch.NewEntry
import org.relatch.Volume
import org.relatch.VolumeUnit
import org.relatch.demo.R
import org.relatch.demo.World
import org.relatch.demo.state.EntryType
import org.relatch.demo.view
import org.relatch.newEntryId
import org.robolectric.Robolectric

/** What cannot be is refused at its field, in words, and what was typed stays; nothing is written. */
class RefusedTest : World() {
    private fun sheet(intent: Intent): SheetActivity =
        Robolectric.buildActivity(SheetActivity::class.java, intent).setup().also { settle() }.get()

    private fun Activity.field(key: String): EditText =
        checkNotNull(window.decorView.findViewWithTag<EditText>(key)) { "no field $key" }

    private fun Activity.problem(key: String): String {
        val line = checkNotNull(window.decorView.findViewWithTag<TextView>("problem=$key")) { "no line for $key" }
        return if (line.visibility == View.VISIBLE) line.text.toString() else ""
    }

    private fun refused(type: EntryType, key: String, typed: String, says: String) =
        refused(SheetActivity.new(app, type), key, typed, says)

    private fun refused(intent: Intent, key: String, typed: String, says: String) {
        val before = entries().size
        val sheet = sheet(intent)
        sheet.field(key).setText(typed)
        sheet.click(R.id.save)
        assertEquals("$key with $typed", says, sheet.problem(key))
        assertEquals(typed, sheet.field(key).text.toString())
        assertFalse("the sheet stays for $key with $typed", sheet.isFinishing)
        assertEquals(before, entries().size)
    }

    @Test
    fun `an amount that cannot be`() {
        val says = "An amount lies between 0 and 1000 ml."
        for (typed in listOf("abc", "-5", "5000", "1,2,3", "1e9")) {
            refused(EntryType.PUMP, "left", typed, says)
            refused(EntryType.SUPPLEMENT, "volume", typed, says)
        }
        refused(EntryType.NURSING, "tube", "x", says)
    }

    @Test
    fun `a comma is as good as a point`() {
        val sheet = sheet(SheetActivity.new(app, EntryType.PUMP))
        sheet.field("volume").setText("12,5")
        sheet.click(R.id.save)
        assertTrue(sheet.isFinishing)
        val pump = (entries().single().kind as EntryKind.Expression).expression
        assertEquals(Volume.Measured(12_500, VolumeUnit.ML), pump.total)
    }

    @Test
    fun `minutes, times and days that cannot be`() {
        for (typed in listOf("x", "-1", "300")) {
            refused(EntryType.PUMP, "minutes", typed, "A session lasts up to 240 minutes.")
        }
        refused(EntryType.PUMP, "ended", "25:00", "The end lies after the start and not after now.")
        refused(EntryType.PUMP, "ended", "13:00", "The end lies after the start and not after now.")
        refused(EntryType.PUMP, "started", "99", "The start lies between 2015 and now.")
        refused(EntryType.PUMP, "started", "23:00", "The start lies between 2015 and now.")
        refused(EntryType.PUMP, "day", "2026-13-40", "A day such as 2026-11-24.")
    }

    @Test
    fun `weights, temperatures and names that cannot be`() {
        for (typed in listOf("x", "", "12", "90000")) {
            refused(EntryType.WEIGHT, "weight", typed, "A weight lies between 300 g and 30 kg.")
        }
        refused(EntryType.TEMPERATURE, "temperature", "99", "A temperature lies between 30 and 45 °C.")
        refused(EntryType.MEDICINE, "name", " ", "A name of up to 2000 characters.")
        refused(EntryType.NOTE, "note", "", "A note has 1 to 2000 characters.")
    }

    @Test
    fun `rules, quiet hours, journey, baby and plan that cannot be`() {
        val rule = SheetActivity.rule(app, null)
        refused(rule, "every", "5", "30 minutes to 24 hours.")
        refused(rule, "every", "x", "30 minutes to 24 hours.")
        refused(rule, "night_every", "10", "At least the interval by day, up to 24 hours.")
        refused(rule, "nag", "x", "1 minute to 24 hours.")

        fun of(subject: SheetActivity.Subject) = SheetActivity.of(app, subject)
        refused(of(SheetActivity.Subject.QUIET), "from", "7 pm", "Quiet hours need two different times.")
        refused(of(SheetActivity.Subject.QUIET), "quiet", "23:30", "Quiet hours need two different times.")
        refused(of(SheetActivity.Subject.JOURNEY), "restart", "2027-01-01", "The restart lies between 2015 and today.")
        refused(of(SheetActivity.Subject.JOURNEY), "break", "-2", "A break is 0 to 36500 days.")
        refused(of(SheetActivity.Subject.BABY), "baby", "", "A name of up to 2000 characters.")
        refused(of(SheetActivity.Subject.PLAN), "start", "x", "An amount lies between 0 and 1000 ml.")
    }

    @Test
    fun `settings that cannot be`() {
        val settings = start<SettingsActivity>().get()
        settings.field("day_start").setText("12:00")
        settings.click(R.id.save_settings)
        assertEquals("A day begins between 04:00 and 07:30.", settings.problem("day_start"))
        settings.field("day_start").setText("05:00")
        settings.field("night").setText("never")
        settings.click(R.id.save_settings)
        assertEquals("The night needs two different times.", settings.problem("night"))
        assertEquals("never", settings.field("night").text.toString())
        assertEquals("23:00", journal { journal, _ -> journal.settings().night.from })
    }

    @Test
    fun `five litres by thumb`() {
        val pump = NewEntry(newEntryId(), kind = EntryKind.Expression(MilkExpression(ExpressionMethod.PUMP)))
        journal { journal, now -> journal.log(pump, now) }
        val screen = Robolectric.buildActivity(
            VolumeActivity::class.java,
            VolumeActivity.of(app, pump.id),
        ).setup().get()
        settle()
        for (typed in listOf("5000", "x", "-1")) {
            screen.view<EditText>(R.id.amount).setText(typed)
            screen.click(R.id.save)
            assertEquals(
                "An amount lies between 0 and 1000 ml.",
                screen.view<TextView>(R.id.amount_problem).text.toString(),
            )
            assertEquals(typed, screen.view<EditText>(R.id.amount).text.toString())
            assertFalse(screen.isFinishing)
        }
    }
}
