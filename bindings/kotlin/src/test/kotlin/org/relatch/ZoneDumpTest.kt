package org.relatch

import org.junit.jupiter.api.Test
import java.io.File
import java.time.ZoneId
import java.time.zone.ZoneRulesProvider

/** Writes what java.time knows about every zone, for `tests/zones.rs` to compare with Foundation and jiff. */
class ZoneDumpTest {
    @Test
    fun `every zone`() {
        val version = ZoneRulesProvider.getVersions("Europe/Paris").lastKey()
        val file = File(System.getProperty("relatch.zones"))
        file.parentFile.mkdirs()
        file.printWriter().use { out ->
            out.println("# java.time $version")
            for (name in ZoneId.getAvailableZoneIds().sorted()) {
                val changes = ZoneTable.of(ZoneId.of(name), FROM_MS, TO_MS).transitions
                out.println(
                    (listOf(name) + changes.map { "${it.atMs / 1_000}:${it.beforeS}:${it.afterS}" }).joinToString(" "),
                )
            }
        }
    }

    private companion object {
        const val FROM_MS = 1_420_070_400_000
        const val TO_MS = 2_051_222_400_000
    }
}
