package org.relatch.demo

import android.os.Handler
import android.os.Looper
import org.relatch.ClockWindow
import org.relatch.Home
import org.relatch.JournalInterface
import org.relatch.MassUnit
import org.relatch.Now
import org.relatch.Phone
import org.relatch.ReminderChange
import org.relatch.SessionEdge
import org.relatch.Settings
import org.relatch.VolumeUnit
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors

/** What the phone does for the journal besides its screens: alarms, notifications, widget, tile. */
interface PhoneSide {
    /** What this phone allows at the moment. */
    fun phone(): Phone

    /** Carries a change of reminders out and tells the journal of it; on the journal's thread. */
    fun carryOut(journal: JournalInterface, change: ReminderChange, now: Now)

    /** Plans anew and carries it out; on the journal's thread. */
    fun replan(journal: JournalInterface, now: Now)

    /** Sets an alarm that rings in a minute, to try whether it comes through. */
    fun testAlarm() = Unit

    /** Home has changed: widget, tile and ongoing notification follow; on the journal's thread. */
    fun show(home: Home, now: Now)
}

/**
 * The one way to the journal, for screens and for everything that runs without one.
 *
 * All calls run one after the other on a thread of their own; answers come back on the main thread. The file is opened
 * by the first call. A call that is under way ends well even when the screen that asked is gone.
 */
class JournalKeeper(
    private val open: (Now) -> JournalInterface,
    private val clock: () -> Now,
    private val phoneSide: PhoneSide,
) {
    private val worker: ExecutorService = Executors.newSingleThreadExecutor { Thread(it, "journal") }
    private val main = Handler(Looper.getMainLooper())
    private var journal: JournalInterface? = null

    /** Settings as last read; those of a new journal before that. */
    @Volatile
    var settings = Settings(
        VolumeUnit.ML,
        MassUnit.G,
        dayStart = "05:00",
        night = ClockWindow("23:00", "05:00"),
        since = SessionEdge.START,
    )
        private set

    /** The present. */
    fun now(): Now = clock()

    /**
     * Asks the journal and answers on the main thread.
     *
     * @param call one call for a tap, or the reads of one screen; on the journal's thread
     * @param reminders the change of reminders in the answer; carried out after the screen has its answer
     * @param home Home in the answer, for what shows it outside the app
     * @param failed what [call] threw
     */
    fun <T> ask(
        call: (JournalInterface, Now) -> T,
        reminders: (T) -> ReminderChange? = { null },
        home: (T) -> Home? = { null },
        failed: (Exception) -> Unit = {},
        done: (T) -> Unit,
    ) = worker.execute {
        try {
            val (open, now) = opened() to clock()
            val answer = call(open, now)
            main.post { done(answer) }
            reminders(answer)?.let { phoneSide.carryOut(open, it, now) }
            home(answer)?.let { phoneSide.show(it, now) }
        } catch (error: Exception) {
            main.post { failed(error) }
        }
    }

    /** Work for the phone's side that no screen waits for, such as planning anew after a restart of the phone. */
    fun work(failed: (Exception) -> Unit = {}, call: (JournalInterface, Now) -> Unit) =
        ask(call, failed = failed) {}

    /** Plans reminders anew. */
    fun replan() = work { journal, now -> phoneSide.replan(journal, now) }

    /** What this phone allows at the moment. */
    fun phone(): Phone = phoneSide.phone()

    /** Sets the alarm that tries whether alarms come through. */
    fun testAlarm() = phoneSide.testAlarm()

    /** Reads the settings anew; on the journal's thread, after they were changed. */
    fun settingsChanged(journal: JournalInterface) {
        settings = journal.settings()
    }

    /** Waits until everything asked so far has been answered. */
    fun settle() = worker.submit {}.get()

    private fun opened(): JournalInterface =
        journal ?: open(clock()).also {
            journal = it
            settings = it.settings()
        }
}
