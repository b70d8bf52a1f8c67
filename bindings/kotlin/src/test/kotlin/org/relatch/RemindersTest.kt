package org.relatch

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.util.UUID

class RemindersTest {
    private val phone =
        Phone(
            platform = Platform.ANDROID,
            exactOk = true,
            canPost = true,
            channelOn = true,
            batteryRestricted = false,
        )

    private class Alarms(var refuses: Boolean = false) : NotificationCentre {
        val items = mutableMapOf<Int, ReminderItem>()
        var changes = 0

        override fun apply(operation: ReminderOperation): Boolean {
            if (refuses) return false
            changes += 1
            when (operation) {
                is ReminderOperation.Set -> items[operation.item.requestCode] = operation.item
                is ReminderOperation.Cancel -> items.remove(operation.handle.requestCode)
                is ReminderOperation.Clear -> Unit
            }
            return true
        }
    }

    private fun journalWithASession(now: Now) =
        Journal.openInMemory(now).also {
            it.log(NewEntry(id = UUID.randomUUID().toString(), kind = EntryKind.Nursing(Nursing())), now)
        }

    @Test
    fun `reminders are applied once`() {
        val now = Now.current()
        journalWithASession(now).use { journal ->
            val alarms = Alarms()
            val plan = journal.refreshReminders(alarms, phone, now)
            assertTrue(plan.items.isNotEmpty())
            val set = alarms.items.values
            assertEquals(plan.items.map { it.id }.toSet(), set.map { it.id }.toSet())
            val changes = alarms.changes
            journal.refreshReminders(alarms, phone, now)
            assertEquals(changes, alarms.changes)
        }
    }

    @Test
    fun `what the system refuses is tried again`() {
        val now = Now.current()
        journalWithASession(now).use { journal ->
            val alarms = Alarms(refuses = true)
            journal.refreshReminders(alarms, phone, now)
            assertTrue(alarms.items.isEmpty())
            alarms.refuses = false
            val plan = journal.refreshReminders(alarms, phone, now)
            assertEquals(plan.items.size, alarms.items.size)
        }
    }

    @Test
    fun `removals come before additions`() {
        val handle = ReminderHandle("v1:old", 1)
        val change = ReminderChange(emptyList(), emptyList(), listOf(handle), listOf(handle), 0, null)
        assertEquals(listOf(ReminderOperation.Cancel(handle), ReminderOperation.Clear(handle)), change.operations)
        assertEquals(AckState.GONE, change.operations[0].acknowledged(true).state)
    }
}
