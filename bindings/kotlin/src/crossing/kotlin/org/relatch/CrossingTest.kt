package org.relatch

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** Against the library with the feature `crossing-faults`: an echo of every type, and a panic on purpose. */
class CrossingTest {
    private val now = Now(1_795_543_200_000, 0, "", null, null, ZoneTable(emptyList()))

    @Test
    fun `every type goes there and back`() {
        Journal.openInMemory(now).use { journal ->
            val samples = CrossingSampleShape.samples()
            assertTrue(samples.size > 500)
            for (some in samples.chunked(100)) {
                val back = journal.faultEchoAll(some)
                assertEquals(some.map(CrossingSampleShape::json), back.map(CrossingSampleShape::json))
            }
        }
    }

    @Test
    fun `every error goes there and back`() {
        Journal.openInMemory(now).use { journal ->
            for (sent in JournalErrorShape.samples()) {
                val received = assertThrows(JournalException::class.java) { journal.faultError(sent) }
                assertEquals(JournalErrorShape.json(sent), JournalErrorShape.json(received))
            }
        }
    }

    @Test
    fun `a panic is an error and the journal goes on`() {
        Journal.openInMemory(now).use { journal ->
            val entry = NewEntry(id = "0190a6ee-7e1c-7cc3-98c4-dc0c0c07398f", kind = EntryKind.Note, note = "before")
            journal.log(entry, now)
            repeat(3) { assertThrows(Exception::class.java) { journal.faultPanic() } }
            assertEquals("before", journal.entry(entry.id).note)
            val next = NewEntry(id = "0190a6ee-7e1c-7cc3-98c4-dc0c0c073990", kind = EntryKind.Note, note = "after")
            assertEquals("after", journal.log(next, now).entry.note)
            assertEquals(2, journal.check().entries)
        }
    }
}
