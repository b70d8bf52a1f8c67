package org.relatch.demo.screens

import android.app.Activity
import android.content.Intent
import android.view.View
import android.widget.EditText
import org.junit.Test
import org.relatch.EntryKind
import org.relatch.ExpressionMethod
import org.relatch.MilkExpression
import org.relatch.NewEntry
import org.relatch.SessionKind
import org.relatch.Side
import org.relatch.Sign
import org.relatch.StartSession
import org.relatch.demo.R
import org.relatch.demo.Screenshot
import org.relatch.demo.World
import org.relatch.demo.state.EntryType
import org.relatch.demo.view
import org.relatch.newEntryId
import org.robolectric.Robolectric
import org.robolectric.annotation.Config

/** Every screen as it looks: by night, by day, in French, from right to left, large, simple, small, wide, empty, full. */
class ScreenshotTest : World() {
    private inline fun <reified A : Activity> page(intent: Intent? = null): A =
        Robolectric.buildActivity(A::class.java, intent).setup().also { settle() }.get()

    private fun main(tab: Int? = null): MainActivity = page<MainActivity>().also { if (tab != null) it.click(tab) }

    private fun shoot(name: String, activity: Activity) = Screenshot.check(name, Screenshot.of(activity))

    @Test
    fun `every tab of an empty journal`() {
        shoot("home-empty", main())
        shoot("log-empty", main(R.id.tab_log))
        shoot("trend-empty", main(R.id.tab_trend))
        shoot("reminders-empty", main(R.id.tab_reminders))
        shoot("journey-empty", page<JourneyActivity>())
        shoot("growth-empty", page<GrowthActivity>())
    }

    private fun everything(suffix: String) {
        story()
        shoot("home$suffix", main())
        shoot("log$suffix", main(R.id.tab_log))
        shoot("trend$suffix", main(R.id.tab_trend))
        shoot("reminders$suffix", main(R.id.tab_reminders))
        shoot("more$suffix", main(R.id.tab_more))
        val pumped = EntryKind.Expression(MilkExpression(ExpressionMethod.PUMP, durationMs = 960_000))
        val pump = NewEntry(newEntryId(), kind = pumped)
        journal { journal, now -> journal.log(pump, now) }
        shoot("volume$suffix", page<VolumeActivity>(VolumeActivity.of(app, pump.id)))
        shoot("entry$suffix", page<SheetActivity>(SheetActivity.new(app, EntryType.NURSING)))
        shoot("journey$suffix", page<JourneyActivity>())
        shoot("growth$suffix", page<GrowthActivity>())
        shoot("data$suffix", page<DataActivity>())
        shoot("settings$suffix", page<SettingsActivity>())
        shoot("first-run$suffix", page<FirstRunActivity>())
    }

    @Test
    fun `every screen by night`() {
        everything("")
        shoot("cards", page<CardsActivity>())
        shoot("rule", page<SheetActivity>(SheetActivity.rule(app, null)))
        shoot("plan", page<SheetActivity>(SheetActivity.of(app, SheetActivity.Subject.PLAN)))
        val home = main()
        home.click(R.id.tile_1)
        shoot("home-undo", home)
        val sheet = page<SheetActivity>(SheetActivity.new(app, EntryType.PUMP))
        checkNotNull(sheet.window.decorView.findViewWithTag<EditText>("volume")).setText("5000")
        checkNotNull(sheet.window.decorView.findViewWithTag<EditText>("minutes")).setText("x")
        sheet.click(R.id.save)
        shoot("entry-refused", sheet)
    }

    @Test
    @Config(qualifiers = "+notnight")
    fun `every screen by day`() = everything("-light")

    @Test
    @Config(qualifiers = "+fr")
    fun `every screen in French`() = everything("-fr")

    @Test
    @Config(qualifiers = "+ar-ldrtl")
    fun `every screen from right to left`() = everything("-rtl")

    @Test
    @Config(qualifiers = "+fr", fontScale = 2.0f)
    fun `every screen in the largest letters`() = everything("-large")

    @Test
    @Config(qualifiers = "w320dp-h568dp-night-xhdpi")
    fun `every screen on a small phone`() = everything("-small")

    @Test
    @Config(qualifiers = "w800dp-h1280dp-night-mdpi")
    fun `every screen on a tablet`() = everything("-tablet")

    @Test
    fun `words instead of figures`() {
        story()
        journal { journal, _ -> journal.setSettings(journal.settings().copy(simple = true)) }
        app.keeper.work { journal, _ -> app.keeper.settingsChanged(journal) }
        settle()
        shoot("home-simple", main())
        shoot("log-simple", main(R.id.tab_log))
        shoot("more-simple", main(R.id.tab_more))
    }

    @Test
    fun `a running session, paused and forgotten`() {
        story()
        val nursing = StartSession(newEntryId(), SessionKind.NURSING, Side.LEFT, "Noé")
        journal { journal, now -> journal.start(nursing, now) }
        pass(9)
        val home = main()
        shoot("home-running", home)
        home.click(R.id.pause)
        pass(3)
        shoot("home-paused", home)
        home.click(R.id.pause)
        pass(150)
        shoot("home-forgotten", main())
    }

    @Test
    fun `a red flag`() {
        story()
        val sign = NewEntry(newEntryId(), kind = EntryKind.Sign(Sign.HARD_TO_WAKE), baby = "Noé")
        journal { journal, now -> journal.log(sign, now) }
        app.choices.emergency = "112"
        val home = main()
        shoot("home-flag", home)
        home.click(R.id.flag_called)
        shoot("home-flag-answered", home)
        home.view<View>(R.id.ring)
    }
}
