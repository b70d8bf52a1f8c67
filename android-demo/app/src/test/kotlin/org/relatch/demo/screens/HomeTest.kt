package org.relatch.demo.screens

import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.relatch.EntryKind
import org.relatch.demo.R
import org.relatch.demo.World
import org.robolectric.annotation.Config

@Config(sdk = [26, 35])
class HomeTest : World() {
    @Test
    fun `a tap on a tile logs it as just done`() {
        val home = start<MainActivity>().get()
        assertTrue(home.written().contains("Ready when you are"))
        home.click(R.id.tile_0)
        val entry = entries().single()
        assertTrue(entry.kind is EntryKind.Nursing || entry.kind is EntryKind.Expression)
        assertEquals(instant.toEpochMilli(), entry.start.utcMs)
        assertTrue(home.written().toString(), home.written().any { it.endsWith(" logged, 14:05") })
    }
}
