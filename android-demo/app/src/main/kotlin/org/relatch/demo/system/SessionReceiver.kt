package org.relatch.demo.system

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import org.relatch.FinishSession
import org.relatch.Home
import org.relatch.JournalException
import org.relatch.JournalInterface
import org.relatch.NewEntry
import org.relatch.Now
import org.relatch.ReminderChange
import org.relatch.SessionKind
import org.relatch.SessionSelector
import org.relatch.Side
import org.relatch.StartSession
import org.relatch.demo.relatch

/** Buttons outside the app: those of a running session, and the one that logs the suggested action. */
class SessionReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        val action = intent.action ?: return
        val id = intent.data?.schemeSpecificPart
        val side = context.relatch.system
        if (!side.isUnlocked) return
        work(context) { journal, now -> side.touch(journal, now) { touch(action, id, journal, now) } }
    }

    private fun touch(action: String, id: String?, journal: JournalInterface, now: Now): Pair<Home, ReminderChange>? {
        if (action == LOG) return id?.let { logSuggested(it, journal, now) }
        // A button that was left behind by a session that is over touches no other.
        val session = journal.running(now).firstOrNull { it.id == id } ?: return null
        val which = SessionSelector(session.kind, session.baby)
        return when (action) {
            HOLD -> journal.hold(which, now).let { it.home to it.reminders }
            RESUME -> journal.resume(which, now).let { it.home to it.reminders }
            LEFT -> journal.switchSide(which, Side.LEFT, now).let { it.home to it.reminders }
            RIGHT -> journal.switchSide(which, Side.RIGHT, now).let { it.home to it.reminders }
            FINISH -> journal.finish(which, FinishSession(), now).let { it.home to it.reminders }
            else -> null
        }
    }

    internal companion object {
        const val HOLD = "hold"
        const val RESUME = "resume"
        const val LEFT = "left"
        const val RIGHT = "right"
        const val FINISH = "finish"
        const val LOG = "log"

        /** Logs what Home suggests first, under an id that was made before the tap: a double tap logs once. */
        fun logSuggested(id: String, journal: JournalInterface, now: Now): Pair<Home, ReminderChange>? {
            val suggested = journal.home(now).actions.firstOrNull() ?: return null
            val logged = journal.log(NewEntry(id, kind = suggested.kind, baby = suggested.baby), now)
            return logged.home to logged.reminders
        }

        /** Finishes the pump that runs, or starts one. */
        fun togglePump(id: String, journal: JournalInterface, now: Now): Pair<Home, ReminderChange> {
            val pump = journal.running(now).firstOrNull { it.kind == SessionKind.PUMP }
                ?: return journal.start(StartSession(id, SessionKind.PUMP), now).let { it.home to it.reminders }
            val which = SessionSelector(pump.kind, pump.baby)
            return journal.finish(which, FinishSession(), now).let { it.home to it.reminders }
        }
    }
}

/** One change by a button outside the app, and everything that follows it. */
internal fun SystemSide.touch(journal: JournalInterface, now: Now, change: () -> Pair<Home, ReminderChange>?) {
    val changed = try {
        change()
    } catch (_: JournalException.Conflict) {
        // Tapped before and already done.
        null
    }
    if (changed == null) return show(journal.home(now), now)
    carryOut(journal, changed.second, now)
    show(changed.first, now)
}
