package readme

import org.relatch.EntryKind
import org.relatch.ExpressionMethod
import org.relatch.Journal
import org.relatch.JournalException
import org.relatch.MilkExpression
import org.relatch.NewEntry
import org.relatch.Now
import org.relatch.Volume
import org.relatch.VolumeUnit
import org.relatch.current
import org.relatch.newEntryId
import org.relatch.operations
import org.relatch.toOffsetDateTime

fun main() {
    // Or Journal.open(path, null, Now.current()).
    Journal.openInMemory(Now.current()).use { journal ->
        val pump = MilkExpression(ExpressionMethod.PUMP, total = Volume.Measured(12_000, VolumeUnit.ML))
        val tap = NewEntry(id = newEntryId(), kind = EntryKind.Expression(pump))
        try {
            // Durable when it returns; the same id again never logs twice.
            val logged = journal.log(tap, Now.current())
            println("sessions today: ${logged.home.today.sessions}")
            println("next: ${logged.home.next?.at?.toOffsetDateTime()}")
            logged.reminders.operations.forEach { println("tell the system: ${it.acknowledged(true).id}") }
        } catch (refused: JournalException.Invalid) {
            println("look at ${refused.field}")
        }
    }
}
