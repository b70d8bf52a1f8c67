package org.relatch

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.nio.file.Path
import java.time.Instant
import java.util.UUID

class JournalTest {
    @Test
    fun `an entry comes back as it was logged`() {
        Journal.openInMemory(Now.current()).use { journal ->
            val milk = MilkExpression(ExpressionMethod.PUMP, total = Volume.Measured(12_000, VolumeUnit.ML))
            val new =
                NewEntry(
                    id = UUID.randomUUID().toString(),
                    start = Instant.ofEpochMilli(System.currentTimeMillis()).toStamp(),
                    kind = EntryKind.Expression(milk),
                    note = "nuit \uD83E\uDD31",
                )
            val logged = journal.log(new, Now.current())
            assertEquals(new.note, logged.entry.note)
            assertEquals(new.kind, logged.entry.kind)
            assertEquals(new.start, logged.entry.start)
            assertEquals(0, logged.home.sinceMin)
        }
    }

    @Test
    fun `a paused journal opens again`(
        @TempDir folder: Path,
    ) {
        Journal.open(folder.resolve("journal.db").toString(), null, Now.current()).use { journal ->
            val entry = NewEntry(id = UUID.randomUUID().toString(), kind = EntryKind.Note, note = "kept")
            journal.log(entry, Now.current())
            journal.pause()
            assertEquals("kept", journal.entry(entry.id).note)
        }
    }

    @Test
    fun `a call after close is an exception and no crash`() {
        val journal = Journal.openInMemory(Now.current())
        journal.close()
        assertThrows(IllegalStateException::class.java) { journal.home(Now.current()) }
    }
}
