package org.relatch.demo.system

import android.app.Activity
import android.content.Intent
import android.os.Bundle
import org.relatch.Home
import org.relatch.JournalException
import org.relatch.NewEntry
import org.relatch.ReminderChange
import org.relatch.SessionKind
import org.relatch.StartSession
import org.relatch.demo.relatch
import org.relatch.demo.screens.MainActivity
import org.relatch.demo.state.UndoBar
import org.relatch.demo.state.undoBar
import org.relatch.newEntryId

/** What a long press on the app's icon offers: does it at once, then shows Home with the bar that takes it back. */
class ShortcutActivity : Activity() {
    private class Done(val home: Home, val reminders: ReminderChange, val bar: UndoBar?)

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        // Drawn anew by a turn of the phone: the tap was taken in before.
        if (savedInstanceState != null) return leave()
        val id = newEntryId()
        val format = relatch.system.format()
        val action = intent.action
        relatch.keeper.ask(
            { journal, now ->
                when (action) {
                    LOG -> journal.home(now).actions.firstOrNull()?.let {
                        val logged = journal.log(NewEntry(id, kind = it.kind, baby = it.baby), now)
                        Done(logged.home, logged.reminders, undoBar(logged, format))
                    }

                    START -> try {
                        journal.start(StartSession(id, SessionKind.PUMP), now).let { Done(it.home, it.reminders, null) }
                    } catch (_: JournalException.Conflict) {
                        // One is running: Home shows it.
                        null
                    }

                    else -> null
                }
            },
            reminders = { it?.reminders },
            home = { it?.home },
            failed = { leave() },
        ) { done ->
            done?.bar?.let(relatch::say)
            leave()
        }
    }

    private fun leave() {
        startActivity(Intent(this, MainActivity::class.java).addFlags(Intent.FLAG_ACTIVITY_CLEAR_TOP))
        finish()
    }

    internal companion object {
        // As in res/xml/shortcuts.xml.
        const val LOG = "org.relatch.demo.LOG"
        const val START = "org.relatch.demo.START"
    }
}
