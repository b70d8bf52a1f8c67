package org.relatch.demo.system

import android.app.ActivityManager
import android.app.NotificationManager
import android.app.usage.UsageStatsManager
import android.content.Context
import android.os.Build
import android.os.UserManager
import org.relatch.Fired
import org.relatch.Home
import org.relatch.JournalException
import org.relatch.JournalInterface
import org.relatch.Now
import org.relatch.Phone
import org.relatch.Platform
import org.relatch.ReminderAction
import org.relatch.ReminderChange
import org.relatch.Verdict
import org.relatch.demo.ChecksApiLevel
import org.relatch.demo.PhoneLanguage
import org.relatch.demo.PhoneSide
import org.relatch.demo.relatch
import org.relatch.demo.service
import org.relatch.demo.state.Format
import org.relatch.demo.state.stamp
import org.relatch.operations

/** Alarms, notifications and widget of this phone. */
class SystemSide(private val context: Context) : PhoneSide {
    private val notices = ReminderNotices(context, ::format)
    private val alarms = Alarms(context, notices)
    private val queue = LockedQueue(context)
    private val outside = listOf(RunningNotice(context), HomeWidget.Shown(context))

    // The process before this one may have been killed before it could tell the journal what it had set.
    private var isFirstPlan = true

    /** Whether the journal can be read: not between a restart of the phone and its first unlock. */
    val isUnlocked: Boolean get() = context.service<UserManager>().isUserUnlocked

    internal fun format() = Format(PhoneLanguage(context), context.relatch.keeper.settings)

    override fun phone(): Phone = Phone(
        Platform.ANDROID,
        exactOk = alarms.mayBeExact(),
        canPost = context.service<NotificationManager>().areNotificationsEnabled(),
        channelOn = Channel.isOn(context),
        batteryRestricted = isRestricted(),
        packageUpdatedMs = context.packageManager.getPackageInfo(context.packageName, 0).lastUpdateTime,
    )

    @ChecksApiLevel
    private fun isRestricted(): Boolean {
        val isInBackground = Build.VERSION.SDK_INT >= Build.VERSION_CODES.P &&
            context.service<ActivityManager>().isBackgroundRestricted
        val isByUse = Build.VERSION.SDK_INT >= Build.VERSION_CODES.R &&
            context.service<UsageStatsManager>().appStandbyBucket >= UsageStatsManager.STANDBY_BUCKET_RESTRICTED
        return isInBackground || isByUse
    }

    override fun carryOut(journal: JournalInterface, change: ReminderChange, now: Now) {
        if (isFirstPlan) return replan(journal, now)
        val acks = change.operations.map { it.acknowledged(alarms.apply(it)) }
        if (acks.isNotEmpty()) journal.acknowledge(phone(), acks, now)
    }

    override fun replan(journal: JournalInterface, now: Now) {
        Channel.make(context, format())
        queue.merge(journal, now)
        val phone = phone().copy(alarmsLost = isFirstPlan)
        val plan = journal.planReminders(phone, null, null, now)
        val acks = plan.change.operations.map { it.acknowledged(alarms.apply(it)) }
        journal.acknowledge(phone, acks, now)
        isFirstPlan = false
        show(journal.home(now), now)
    }

    override fun testAlarm() = context.relatch.keeper.work { journal, now ->
        alarms.set(ReminderAlarm.of(journal.testAlarm(phone(), now)))
    }

    override fun show(home: Home, now: Now) = outside.forEach { it.show(home, now) }

    /** An alarm has gone off: shows it if it is still true, and plans anew. */
    internal fun ring(alarm: ReminderAlarm, journal: JournalInterface, now: Now) {
        alarms.rang(alarm)
        when (journal.checkAlarm(alarm.id, alarm.code, phone(), now)) {
            Fired.SHOW -> show(alarm, false, journal, now)
            Fired.SHOW_SILENTLY -> show(alarm, true, journal, now)
            Fired.STALE, Fired.QUIET, Fired.REPLAN -> Unit
        }
        replan(journal, now)
    }

    private fun show(alarm: ReminderAlarm, silent: Boolean, journal: JournalInterface, now: Now) {
        val lastMs = if (context.relatch.choices.details) journal.home(now).lastMs else null
        notices.show(alarm, silent, lastMs?.let { now.stamp(it) })
    }

    /** An alarm has gone off and the journal cannot be asked: a reminder too many is better than none. */
    internal fun ringBlindly(alarm: ReminderAlarm) {
        alarms.rang(alarm)
        if (!alarm.isHousekeeping) notices.show(alarm, alarm.silent, last = null)
    }

    /** A notification was answered by "log_now", "snooze:15m" or "skip". */
    internal fun answer(alarm: ReminderAlarm, action: String, journal: JournalInterface, now: Now) {
        notices.clear(alarm.id)
        val chosen = when (action) {
            "log_now" -> ReminderAction.LogNow
            "skip" -> ReminderAction.Skip
            else -> ReminderAction.Snooze(ReminderNotices.SNOOZE_MIN)
        }
        val outcome = try {
            journal.act(alarm.id, chosen, now)
        } catch (error: JournalException.Invalid) {
            return notices.refused(alarm.id, format().problem(error))
        }
        carryOut(journal, outcome.reminders, now)
        val at = outcome.at
        if (at != null &&
            outcome.verdict in setOf(Verdict.SNOOZED, Verdict.SNOOZED_ELSEWHERE)
        ) {
            notices.snoozed(alarm.id, at)
        }
        show(outcome.logged?.home ?: journal.home(now), now)
    }

    /** The same before the first unlock: it waits for the journal, and a snooze is an alarm of its own meanwhile. */
    internal fun answerLater(alarm: ReminderAlarm, action: String, now: Now) {
        notices.clear(alarm.id)
        queue.add(alarm.id, action, now)
        if (action.startsWith("snooze")) {
            alarms.set(alarm.copy(atMs = now.utcMs + ReminderNotices.SNOOZE_MIN * MINUTE_MS))
        }
    }

    /** The phone has restarted and is still locked: what was set before is set again. */
    internal fun restore(now: Now) = alarms.restore(now.utcMs)

    /** Everything was erased: nothing of it rings, waits or stands on the screen any more. */
    fun erase() {
        alarms.erase()
        queue.erase()
        context.service<NotificationManager>().cancelAll()
    }

    /** What the alarms were last set to. */
    internal fun held(): List<ReminderAlarm> = alarms.held()

    private companion object {
        const val MINUTE_MS = 60_000L
    }
}

/** Something that shows Home outside the app. */
internal fun interface Outside {
    fun show(home: Home, now: Now)
}
