package org.relatch

import java.time.Instant
import java.time.ZoneId
import java.time.zone.ZoneOffsetTransition

/**
 * The clock changes of a zone between two instants, oldest first, as java.time knows them.
 *
 * @param fromMs first instant of interest, in milliseconds since 1970-01-01T00:00:00Z
 * @param toMs last instant of interest, in milliseconds since 1970-01-01T00:00:00Z
 */
public fun ZoneTable.Companion.of(zone: ZoneId, fromMs: Long, toMs: Long): ZoneTable {
    val end = Instant.ofEpochMilli(toMs)
    val first = zone.rules.nextTransition(Instant.ofEpochMilli(fromMs))
    val changes = generateSequence(first) { zone.rules.nextTransition(it.instant) }
    return ZoneTable(changes.takeWhile { it.instant <= end }.map { it.toRelatch() }.toList())
}

private fun ZoneOffsetTransition.toRelatch(): ZoneTransition =
    ZoneTransition(
        atMs = toEpochSecond() * 1_000,
        beforeS = offsetBefore.totalSeconds,
        afterS = offsetAfter.totalSeconds,
    )
