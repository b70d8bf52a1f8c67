package org.relatch

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.time.Instant
import java.time.ZoneId
import java.util.UUID

class NowTest {
    @Test
    fun `the zone table holds the change that comes`() {
        val now = Now.at(Instant.parse("2026-10-30T12:00:00Z"), ZoneId.of("America/New_York"))
        assertEquals(-14_400, now.offsetS)
        assertEquals(listOf(ZoneTransition(1_793_512_800_000, -14_400, -18_000)), now.zoneTable.transitions)
    }

    @Test
    fun `ids are taken by the journal and sort by their time`() {
        val ids = (0L until 200).map { newEntryId(1_793_512_800_000 + it) }
        assertEquals(ids.sorted(), ids)
        assertEquals(202, (ids + newEntryId() + newEntryId()).toSet().size)
        assertTrue(ids.map(UUID::fromString).all { it.version() == 7 && it.variant() == 2 })
        Journal.openInMemory(Now.current()).use { journal ->
            val note = NewEntry(id = ids[0], kind = EntryKind.Note, note = "x")
            assertEquals(ids[0], journal.log(note, Now.current()).entry.id)
        }
    }

    @Test
    fun `the boot clock runs forward within one boot`() {
        val first = BootClock.read()!!
        val second = BootClock.read()!!
        assertEquals(first.bootId, second.bootId)
        assertTrue(first.monotonicMs in 1..second.monotonicMs)
    }
}
