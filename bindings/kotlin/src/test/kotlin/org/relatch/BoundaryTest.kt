package org.relatch

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.io.File
import java.time.Instant
import java.time.ZoneOffset
import java.util.UUID
import java.util.concurrent.Callable
import java.util.concurrent.Executors

/** What an app can get wrong at the boundary arrives as a typed error, never as a crash. */
class BoundaryTest {
    private val now = Now.current()

    private fun note(id: String = UUID.randomUUID().toString()) =
        NewEntry(id = id, kind = EntryKind.Note, note = "a")

    private fun refusal(work: () -> Unit): String =
        assertThrows(JournalException.Invalid::class.java) { work() }.also { assertTrue(it.reason.isNotEmpty()) }.field

    @Test
    fun `wrong input names its field`() {
        Journal.openInMemory(now).use { journal ->
            assertEquals("id", refusal { journal.log(note("x"), now) })
            assertEquals("id", refusal { journal.entry("") })
            assertEquals("day", refusal { journal.day("2026-02-30", now) })
            val negative = MilkExpression(ExpressionMethod.PUMP, total = Volume.Measured(-1, VolumeUnit.ML))
            assertEquals("total", refusal { journal.log(note().copy(kind = EntryKind.Expression(negative)), now) })
            assertEquals("start", refusal { journal.log(note().copy(start = Stamp(now.utcMs, 999_999)), now) })
            assertEquals("key", refusal { Journal.open("/tmp/none", ByteArray(32), now) })
            assertEquals("path", refusal { Journal.open("", null, now) })
            assertEquals("now", refusal { journal.home(Now.at(Instant.EPOCH, ZoneOffset.UTC)) })
        }
    }

    @Test
    fun `a path that cannot be opened is io`() {
        assertThrows(JournalException.Io::class.java) { Journal.open("/", null, now) }
        assertThrows(JournalException::class.java) { Journal.open("/no/such/folder/journal.db", null, now) }
    }

    @Test
    fun `ten thousand entries come by pages`() {
        Journal.openInMemory(now).use { journal ->
            val csv =
                buildString {
                    appendLine("id,child_id,child_first_name,child_last_name,start,end,duration,amount,notes,tags")
                    for (index in 0 until 10_000) {
                        val time = "2026-01-%02d %02d:%02d:00".format(index / 1_440 + 1, index / 60 % 24, index % 60)
                        appendLine("${index + 1},1,Ada,,$time,$time,0:00:00,${index % 200}.0,,")
                    }
                }
            val answers =
                ImportAnswers(
                    zone = ImportZone("", 0, ZoneTable()),
                    volumeUnit = VolumeUnit.ML,
                    massUnit = MassUnit.G,
                    medicineFor = MedicineFor.PARENT,
                )
            val file = ImportFile("Pumping.csv", csv.encodeToByteArray())
            assertEquals(10_000, journal.import(listOf(file), answers, now).added)
            val ids = mutableSetOf<String>()
            var last = Long.MIN_VALUE
            var cursor: String? = null
            do {
                val page = journal.entries(EntryQuery(limit = 1_000, after = cursor))
                for (entry in page.entries) {
                    assertTrue(entry.start.utcMs >= last)
                    last = entry.start.utcMs
                    ids += entry.id
                }
                cursor = page.cursor
            } while (cursor != null)
            assertEquals(10_000, ids.size)
            assertTrue(journal.entries(EntryQuery(fromMs = last + 1)).entries.isEmpty())
        }
    }

    @Test
    fun `four threads share one journal`() {
        Journal.openInMemory(now).use { journal ->
            val threads = Executors.newFixedThreadPool(4)
            val work =
                Callable {
                    repeat(50) {
                        val logged = journal.log(note(), now)
                        assertEquals(logged.entry, journal.entry(logged.entry.id))
                    }
                }
            threads.invokeAll(List(4) { work }).forEach { it.get() }
            threads.shutdown()
            assertEquals(200, journal.check().entries)
        }
    }

    @Test
    fun `the shipped library cannot be made to panic`() {
        val bytes = File(System.getProperty("jna.library.path"), "librelatch.so").readText(Charsets.ISO_8859_1)
        assertTrue("method_journal_log" in bytes)
        assertFalse("fault_panic" in bytes)
    }
}
