package org.relatch

import java.security.SecureRandom
import java.util.UUID

private val random = SecureRandom()

/**
 * A new id for one thing a person does: make it once, and use it again when the call is repeated.
 *
 * It is a UUID of version 7, which begins with its time: entries made one after the other lie together on disk, and a
 * tap changes fewer pages.
 *
 * @param atMs when the person did it, in UTC milliseconds; now unless said
 */
public fun newEntryId(atMs: Long = System.currentTimeMillis()): EntryId {
    val high = (atMs shl 16) or 0x7000 or (random.nextLong() and 0x0FFF)
    val low = (random.nextLong() and 0x3FFF_FFFF_FFFF_FFFF) or Long.MIN_VALUE
    return UUID(high, low).toString()
}
