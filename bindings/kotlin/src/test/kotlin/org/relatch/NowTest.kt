package org.relatch

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.time.Instant
import java.time.ZoneId

class NowTest {
    @Test
    fun `the zone table holds the change that comes`() {
        val now = Now.at(Instant.parse("2026-10-30T12:00:00Z"), ZoneId.of("America/New_York"))
        assertEquals(-14_400, now.offsetS)
        assertEquals(listOf(ZoneTransition(1_793_512_800_000, -14_400, -18_000)), now.zoneTable.transitions)
    }

    @Test
    fun `the boot clock runs forward within one boot`() {
        val first = BootClock.read()!!
        val second = BootClock.read()!!
        assertEquals(first.bootId, second.bootId)
        assertTrue(first.monotonicMs in 1..second.monotonicMs)
    }
}
