package org.relatch

import java.time.Instant
import java.time.LocalDate
import java.time.OffsetDateTime
import java.time.ZoneId
import java.time.ZoneOffset

/** A moment with the offset that a zone shows there. */
public fun Instant.toStamp(zone: ZoneId = ZoneId.systemDefault()): Stamp =
    Stamp(toEpochMilli(), zone.rules.getOffset(this).totalSeconds)

/** The moment with its offset, as it was lived. */
public fun Stamp.toOffsetDateTime(): OffsetDateTime =
    Instant.ofEpochMilli(utcMs).atOffset(ZoneOffset.ofTotalSeconds(offsetS))

/** A date as Relatch takes it: "2026-11-01". */
public fun LocalDate.toDay(): Day = toString()
