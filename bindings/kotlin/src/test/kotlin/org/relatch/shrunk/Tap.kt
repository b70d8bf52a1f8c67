package org.relatch.shrunk

import org.relatch.EntryKind
import org.relatch.Journal
import org.relatch.JournalException
import org.relatch.NewEntry
import org.relatch.Now
import org.relatch.Nursing
import org.relatch.current
import java.util.UUID

/** The app that is shrunk: it logs, reads and is refused once. */
fun main() {
    Journal.openInMemory(Now.current()).use { journal ->
        val entry = NewEntry(id = UUID.randomUUID().toString(), kind = EntryKind.Nursing(Nursing(leftMs = 60_000)))
        val logged = journal.log(entry, Now.current())
        val refused =
            try {
                journal.entry("x").note
            } catch (error: JournalException.Invalid) {
                error.field
            }
        println("sessions ${logged.home.today.sessions}, refused $refused")
    }
}
