package org.relatch.demo.screens

import android.app.Activity
import android.graphics.Bitmap
import android.graphics.Color
import android.graphics.Rect
import android.view.View
import android.widget.CompoundButton
import android.widget.EditText
import android.widget.TextView
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
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
import org.relatch.newEntryId
import org.robolectric.Robolectric
import org.robolectric.annotation.Config
import kotlin.math.max
import kotlin.math.min
import kotlin.math.pow

/** What a thumb, a screen reader and tired eyes need of every screen. */
class TouchTest : World() {
    private fun everyScreen(): Map<String, Activity> {
        story()
        val pump = NewEntry(newEntryId(), kind = EntryKind.Expression(MilkExpression(ExpressionMethod.PUMP)))
        val sign = NewEntry(newEntryId(), kind = EntryKind.Sign(Sign.HARD_TO_WAKE), baby = "Noé")
        journal { journal, now ->
            journal.log(pump, now)
            journal.log(sign, now)
        }
        val tabs = listOf(
            R.id.tab_home,
            R.id.tab_log,
            R.id.tab_trend,
            R.id.tab_reminders,
            R.id.tab_more,
        ).associate { tab ->
            val main = start<MainActivity>().get()
            main.click(tab)
            app.resources.getResourceEntryName(tab) to main
        }
        val nursing = StartSession(newEntryId(), SessionKind.NURSING, Side.LEFT, "Noé")
        journal { journal, now -> journal.start(nursing, now) }
        return tabs + mapOf(
            "running" to start<MainActivity>().get(),
            "volume" to page(VolumeActivity::class.java, VolumeActivity.of(app, pump.id)),
            "entry" to page(SheetActivity::class.java, SheetActivity.new(app, EntryType.NURSING)),
            "sign" to page(SheetActivity::class.java, SheetActivity.new(app, EntryType.SIGN)),
            "journey" to start<JourneyActivity>().get(),
            "growth" to start<GrowthActivity>().get(),
            "cards" to start<CardsActivity>().get(),
            "data" to start<DataActivity>().get(),
            "settings" to start<SettingsActivity>().get(),
            "first run" to start<FirstRunActivity>().get(),
        )
    }

    private fun page(type: Class<out Activity>, intent: android.content.Intent): Activity =
        Robolectric.buildActivity(type, intent).setup().also { settle() }.get()

    private fun View.label(): String = contentDescription?.toString() ?: (this as? TextView)?.text?.toString().orEmpty()

    private fun View.isTouched() =
        isClickable && isShown && (this is EditText || hasOnClickListeners() || this is CompoundButton)

    private fun name(view: View) = "${view.javaClass.simpleName} \"${view.label()}\""

    @Test
    fun `every screen of the night suits thumbs and tired eyes`() = everyScreen().forEach { (screen, activity) ->
        val all = activity.window.decorView.shown().toList()
        val least = (48 * app.resources.displayMetrics.density).toInt()
        val small = all.filter { it.isTouched() && (it.width < least || it.height < least) }
        assertEquals("48 dp on $screen", emptyList<String>(), small.map { "${name(it)} ${it.width} x ${it.height}" })
        val labelled = all.filterIsInstance<TextView>().map { it.labelFor }
        val drawings =
            setOf(RingView::class, WeekView::class, TimelineView::class, OutlookView::class, RulerView::class)
        val mute = all.filter {
            (it.isTouched() || it::class in drawings) && it.label().isBlank() && it.id !in labelled
        }
        assertEquals("words for a screen reader on $screen", emptyList<String>(), mute.map(::name))
        val picture = Screenshot.whole(activity.window.decorView)
        assertEquals("contrast on $screen", emptyList<String>(), faint(activity, picture))
        if (screen !in BRIGHTER) {
            val pixels = Screenshot.pixels(picture)
            val mean = (pixels.indices step 7).map { luminance(pixels[it]) }.average()
            assertTrue("$screen: ${mean * 100} % of white", mean <= DARKEST)
        }
    }

    @Test
    @Config(qualifiers = "+notnight")
    fun `all words of the day stand out from their ground`() = everyScreen().forEach { (screen, activity) ->
        val picture = Screenshot.whole(activity.window.decorView)
        assertEquals("contrast on $screen", emptyList<String>(), faint(activity, picture))
    }

    @Test
    @Config(fontScale = 2.0f)
    fun `no words are cut short in the largest letters`() = everyScreen().forEach { (screen, activity) ->
        val cut = activity.window.decorView.shown().filterIsInstance<TextView>().filter { view ->
            val layout = view.layout ?: return@filter false
            val isCut = (0 until layout.lineCount).any { layout.getEllipsisCount(it) > 0 }
            val room = view.height - view.compoundPaddingTop - view.compoundPaddingBottom
            isCut || (view !is EditText && layout.height > room + 2)
        }
        assertEquals(screen, emptyList<String>(), cut.map(::name).toList())
    }

    /**
     * From the pixels: the ground is the commonest colour where the words are, the words are what differs most from it.
     * What has been scrolled out of sight has no pixels and is left out.
     */
    private fun faint(activity: Activity, picture: Bitmap): List<String> =
        activity.window.decorView.shown().filterIsInstance<TextView>()
            .filter { it.text.isNotBlank() && it !is CompoundButton && it.isWholly() }
            .mapNotNull { view ->
                val at = IntArray(2).also(view::getLocationInWindow)
                val pixels = IntArray(view.width * view.height)
                picture.getPixels(pixels, 0, view.width, at[0], at[1], view.width, view.height)
                val counts = HashMap<Int, Int>()
                pixels.forEach { counts[it] = (counts[it] ?: 0) + 1 }
                val ground = counts.maxBy { it.value }.key
                val best = counts.keys.maxOf { ratio(it, ground) }
                if (best < LEAST_CONTRAST) "${name(view)} $best" else null
            }.toList()

    private fun View.isWholly(): Boolean {
        val seen = Rect()
        return getGlobalVisibleRect(seen) && seen.height() == height && seen.width() == width
    }

    private fun luminance(colour: Int): Double = PART[Color.red(colour)] * 0.2126 + PART[Color.green(colour)] * 0.7152 +
        PART[Color.blue(colour)] * 0.0722

    private fun ratio(a: Int, b: Int): Double {
        val (x, y) = luminance(a) to luminance(b)
        return (max(x, y) + 0.05) / (min(x, y) + 0.05)
    }

    private companion object {
        const val LEAST_CONTRAST = 4.5

        /** Mean luminance of a dark screen, of white's. */
        const val DARKEST = 0.035

        /** A red flag is meant to be seen, and a page to read is full of words. */
        val BRIGHTER = setOf("tab_home", "running", "cards")
        val PART = DoubleArray(256) {
            (it / 255.0).let { v ->
                if (v <=
                    0.04045
                ) {
                    v / 12.92
                } else {
                    ((v + 0.055) / 1.055).pow(2.4)
                }
            }
        }
    }
}
