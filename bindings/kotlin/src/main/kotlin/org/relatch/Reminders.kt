package org.relatch

/** One thing to do with the phone's alarms and notifications. */
public sealed interface ReminderOperation {
    /** Sets an alarm, in place of the one with the same request code if there is one. */
    public data class Set(val item: ReminderItem) : ReminderOperation

    /** Takes an alarm away that has not gone off; an unknown one is no error. */
    public data class Cancel(val handle: ReminderHandle) : ReminderOperation

    /** Takes a notification off the screen; an unknown one is no error. */
    public data class Clear(val handle: ReminderHandle) : ReminderOperation

    /**
     * What the journal wants to hear after the system took this in, or refused it.
     *
     * @param done whether the system took it in; what was refused is tried again with the next plan
     */
    public fun acknowledged(done: Boolean): ReminderAck {
        val (id, code) =
            when (this) {
                is Set -> item.id to item.requestCode
                is Cancel -> handle.id to handle.requestCode
                is Clear -> handle.id to handle.requestCode
            }
        val item = (this as? Set)?.item
        val good = if (item == null) AckState.GONE else AckState.SET
        return ReminderAck(id, code, item?.atMs ?: 0, item?.fingerprint ?: 0, if (done) good else AckState.FAILED)
    }
}

/** What to do, in the order in which to do it: removals first, as a phone holds only so many; then the nearest. */
public val ReminderChange.operations: List<ReminderOperation>
    get() =
        cancel.map(ReminderOperation::Cancel) +
            clear.map(ReminderOperation::Clear) +
            (add + replace).sortedWith(compareBy({ it.atMs }, { it.id })).map(ReminderOperation::Set)

/** What a phone's alarms and notifications must be able to do; an app gives `AlarmManager` this shape. */
public fun interface NotificationCentre {
    /** Carries out one operation; false when the system refuses it. */
    public fun apply(operation: ReminderOperation): Boolean
}

/**
 * Brings the phone's alarms in line with the plan by the least changes, and tells the journal what the system did.
 *
 * Call it after every change, when an alarm goes off and when the app comes to the front. Doing it twice changes
 * nothing. What the system refuses is no error here: the journal remembers it and tries again with the next plan.
 *
 * @return the plan that now holds
 */
public fun Journal.refreshReminders(centre: NotificationCentre, phone: Phone, now: Now = Now.current()): ReminderPlan {
    val plan = planReminders(phone, null, null, now)
    val acks = plan.change.operations.map { it.acknowledged(centre.apply(it)) }
    acknowledge(phone, acks, now)
    return plan
}
