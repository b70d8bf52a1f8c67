package org.relatch.demo.system

import android.content.Intent
import org.json.JSONException
import org.json.JSONObject
import org.relatch.Precision
import org.relatch.ReminderItem
import org.relatch.ReminderStage

/** What the phone keeps of one reminder: enough to ring, and nothing of the log. */
internal data class ReminderAlarm(
    /** Request code of its PendingIntent. */
    val code: Int,
    /** The reminder's id in the journal. */
    val id: String,
    /** When, in milliseconds since 1970. */
    val atMs: Long,
    /** Key of its neutral words. */
    val textKey: String,
    /** Comes without sound. */
    val silent: Boolean,
    /** To the minute, where the phone allows it. */
    val isExact: Boolean,
    /** Only asks for a new plan and is never seen. */
    val isHousekeeping: Boolean,
) {
    fun into(intent: Intent): Intent = intent.putExtra(ALARM, toJson())

    fun toJson(): String = JSONObject()
        .put("code", code).put("id", id).put("at_ms", atMs).put("text", textKey)
        .put("silent", silent).put("exact", isExact).put("housekeeping", isHousekeeping)
        .toString()

    companion object {
        private const val ALARM = "alarm"

        fun of(item: ReminderItem): ReminderAlarm {
            val isHousekeeping = item.stage == ReminderStage.HOUSEKEEPING
            val isExact = item.precision == Precision.EXACT && !isHousekeeping
            return ReminderAlarm(
                item.requestCode,
                item.id,
                item.atMs,
                item.textKey,
                item.silent,
                isExact,
                isHousekeeping,
            )
        }

        fun of(intent: Intent): ReminderAlarm? = intent.getStringExtra(ALARM)?.let(::parse)

        fun parse(json: String): ReminderAlarm? = try {
            JSONObject(json).run {
                ReminderAlarm(
                    getInt("code"),
                    getString("id"),
                    getLong("at_ms"),
                    getString("text"),
                    getBoolean("silent"),
                    getBoolean("exact"),
                    getBoolean("housekeeping"),
                )
            }
        } catch (_: JSONException) {
            null
        }
    }
}
