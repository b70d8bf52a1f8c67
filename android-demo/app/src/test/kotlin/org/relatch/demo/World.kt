package org.relatch.demo

import android.app.Activity
import android.os.Looper
import android.provider.Settings
import android.view.View
import android.view.ViewGroup
import android.widget.TextView
import org.junit.Before
import org.junit.runner.RunWith
import org.relatch.BootClock
import org.relatch.Entry
import org.relatch.EntryQuery
import org.relatch.JournalInterface
import org.relatch.Now
import org.relatch.at
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import java.io.File
import java.time.Instant
import java.time.ZoneId
import java.util.concurrent.atomic.AtomicReference

/** The phone of a test: its own present, the app, and a look into the journal past the app's screens. */
@RunWith(RelatchRunner::class)
abstract class World {
    protected val app: RelatchApp get() = RuntimeEnvironment.getApplication() as RelatchApp

    /** The present: 24 November 2026, 14:05 in Paris. */
    protected var instant: Instant = Instant.parse("2026-11-24T13:05:00Z")
    protected var zone: ZoneId = ZoneId.of("Europe/Paris")
    private val started = Instant.parse("2026-10-01T00:00:00Z")

    @Before
    fun setTheClock() {
        app.clock = ::now
        Settings.System.putString(app.contentResolver, Settings.System.TIME_12_24, "24")
        app.choices.introduced = true
    }

    /** Puts the journal of the story in place, before the app has opened its own. */
    protected fun story() {
        Story.file.copyTo(File(app.noBackupFilesDir, "journal.db"), overwrite = true)
    }

    protected fun now(): Now =
        Now.at(instant, zone, BootClock(instant.toEpochMilli() - started.toEpochMilli(), "first"))

    protected fun pass(minutes: Long) {
        instant = instant.plusSeconds(minutes * 60)
    }

    /** Lets everything that was asked be answered, and the answers be shown. */
    protected fun settle() = repeat(3) {
        app.keeper.settle()
        shadowOf(Looper.getMainLooper()).idle()
    }

    /** Calls the journal beside the app. */
    protected fun <T> journal(call: (JournalInterface, Now) -> T): T {
        val answer = AtomicReference<Result<T>>()
        app.keeper.work { journal, now -> answer.set(runCatching { call(journal, now) }) }
        app.keeper.settle()
        return answer.get().getOrThrow()
    }

    /** Every entry of the journal, oldest first. */
    protected fun entries(): List<Entry> = journal { journal, _ -> journal.entries(EntryQuery()).entries }

    protected inline fun <reified A : Activity> start(): ActivityController<A> =
        Robolectric.buildActivity(A::class.java).setup().also { settle() }

    protected fun Activity.click(id: Int) {
        val view = view<View>(id)
        check(view.isShown) { "not shown: ${resources.getResourceEntryName(id)}" }
        view.performClick()
        settle()
    }

    /** Everything that is written on the screen, from top to bottom. */
    protected fun Activity.written(): List<String> = window.decorView.shown().filterIsInstance<TextView>()
        .map { it.text.toString() }.filter { it.isNotBlank() }.toList()

    protected fun View.shown(): Sequence<View> = sequence {
        if (visibility != View.VISIBLE) return@sequence
        yield(this@shown)
        if (this@shown is ViewGroup) for (place in 0 until childCount) yieldAll(getChildAt(place).shown())
    }
}
