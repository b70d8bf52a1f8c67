package org.relatch.demo.screens

import android.annotation.SuppressLint
import android.content.Intent
import android.net.Uri
import android.os.Build
import android.provider.Settings
import android.view.View
import android.widget.ScrollView
import org.relatch.demo.ChecksApiLevel
import org.relatch.demo.R
import org.relatch.demo.state.HealthRow
import org.relatch.demo.state.Help
import org.relatch.demo.state.RemindersScreen
import org.relatch.demo.state.RuleRow
import org.relatch.demo.state.RuleSign
import org.relatch.demo.state.UndoBar
import org.relatch.demo.state.readReminders
import org.relatch.demo.state.remindersScreen

/** Rules, the next 24 hours, and whether reminders come through. */
internal class RemindersTab(host: MainActivity) : Tab(host) {
    private val column = host.column().apply {
        id = R.id.column
        inset(16, 8, 16, 16)
    }
    override val view: View = ScrollView(host).apply { addView(column) }
    private var screen: RemindersScreen? = null

    override fun appear() {
        host.keeper.replan()
        val phone = host.keeper.phone()
        host.ask({ journal, now -> readReminders(journal, phone, now) }) { read ->
            val new = remindersScreen(read, host.format)
            if (new == screen) return@ask
            screen = new
            show(new)
        }
    }

    private fun show(screen: RemindersScreen) {
        column.removeAllViews()
        column.put(host.words(screen.title, Type.TITLE).inset(4, 8))
        column.put(next(screen), top = 4)
        val sleep = host.button(screen.sleepEnd ?: screen.sleep, icon = R.drawable.ic_moon) {
            sleep(screen.sleepEnd == null)
        }
        sleep.id = R.id.sleep_long
        column.put(sleep, top = 12)
        column.put(host.rows(screen.health.map(::health)), top = 12)
        val rules = screen.rules.map { row ->
            rule(row) { host.startActivity(SheetActivity.rule(host, row.id)) }.apply { tag = "rule=${row.id}" }
        }
        val quiet = rule(screen.quiet) { host.startActivity(SheetActivity.of(host, SheetActivity.Subject.QUIET)) }
        quiet.id = R.id.quiet_row
        column.put(host.rows(rules + quiet), top = 12)
        screen.none?.let { column.put(host.words(it, Type.LABEL, R.color.text2).inset(4, 0), top = 8) }
        val add = host.button(host.format.text("reminders.add"), icon = R.drawable.ic_plus) {
            host.startActivity(SheetActivity.rule(host, null))
        }
        add.id = R.id.add_rule
        column.put(add, top = 12)
    }

    private fun next(screen: RemindersScreen): View = host.card().apply {
        screen.next?.let {
            put(host.words(host.format.text("reminders.next"), Type.LABEL, R.color.text2))
            put(host.words(it, Type.HERO).apply { fontFeatureSettings = "tnum" }, top = 2)
            if (screen.nextDetail.isNotEmpty()) put(host.words(screen.nextDetail, Type.LABEL, R.color.text2), top = 2)
        }
        screen.missed?.let { put(host.words(it, Type.LABEL, R.color.text2), top = 4) }
        val line = TimelineView(host, screen.timeline, host.format.text("reminders.now"))
        line.id = R.id.timeline
        put(line, top = 12)
        put(legend(), top = 8)
    }

    private fun legend(): View = Flow(host).apply {
        listOf(
            "reminders.session" to R.color.ray,
            "reminders.night" to R.color.night,
            "reminders.quiet" to R.color.hatch,
        )
            .forEach { (key, colour) ->
                val isNight = colour == R.color.night
                val fill = if (isNight) colour else android.R.color.transparent
                val outline = if (isNight) R.color.ctl else colour
                val sign = View(host).apply { background = host.shape(fill, 4, outline, if (isNight) 1f else 2.4f) }
                val words = host.words(host.format.text(key), Type.SMALL, R.color.text2)
                val line = host.row()
                line.addView(sign, android.widget.LinearLayout.LayoutParams(host.dp(12), host.dp(16)))
                line.addView(words.margins(start = 6, end = 8))
                addView(line)
            }
    }

    private fun health(row: HealthRow): View {
        val (icon, colour) = if (row.isWell) {
            R.drawable.ic_check to R.color.ember
        } else {
            R.drawable.ic_info to
                R.color.ember
        }
        val button = when {
            row.isWell -> host.button(host.format.text("button.test"), height = TOUCH) { test() }.apply {
                id =
                    R.id.test_alarm
            }
            row.help == Help.NONE -> null
            else -> host.button(host.format.text("button.allow"), Weight.MAIN, height = TOUCH) { help(row.help) }
        }
        return host.rowOf(icon, row.title, row.detail, button, colour)
    }

    private fun rule(row: RuleRow, onClick: () -> Unit): View {
        val icon = when (row.sign) {
            RuleSign.BELL -> R.drawable.ic_bell
            RuleSign.CLOCK -> R.drawable.ic_clock
            RuleSign.SCALE -> R.drawable.ic_scale
            RuleSign.PILL -> R.drawable.ic_pill
            RuleSign.FLAG -> R.drawable.ic_note
            RuleSign.HOLD -> R.drawable.ic_hold
        }
        return host.rowOf(icon, row.title, row.detail) { onClick() }
    }

    private fun sleep(begins: Boolean) =
        host.ask({ journal, now -> journal.protectSleep(if (begins) SLEEP_MS else null, now) }) { sleep ->
            val until = sleep?.let { host.format.time(it.untilMs, host.keeper.now()) }
            until?.let {
                host.say(
                    UndoBar(host.format.text("home.sleep_until", "time" to it), "", canUndo = false, amountFor = null),
                )
            }
            screen = null
            appear()
        }

    private fun test() {
        host.keeper.testAlarm()
        host.say(UndoBar(host.format.text("health.test_waits"), "", canUndo = false, amountFor = null))
    }

    /** The system's page on which the person allows what is missing. */
    @ChecksApiLevel
    @SuppressLint("InlinedApi")
    private fun help(help: Help) {
        val app = Uri.fromParts("package", host.packageName, null)
        val page = when (help) {
            Help.EXACT_ALARMS ->
                if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.S) {
                    Intent(Settings.ACTION_REQUEST_SCHEDULE_EXACT_ALARM, app)
                } else {
                    return
                }

            Help.BATTERY -> Intent(Settings.ACTION_IGNORE_BATTERY_OPTIMIZATION_SETTINGS)

            else ->
                Intent(Settings.ACTION_APP_NOTIFICATION_SETTINGS).putExtra(Settings.EXTRA_APP_PACKAGE, host.packageName)
        }
        if (help == Help.NOTIFICATIONS && Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
            host.requestPermissions(arrayOf(android.Manifest.permission.POST_NOTIFICATIONS), 0)
        }
        host.startActivity(page)
    }

    private companion object {
        const val SLEEP_MS = 14_400_000L
    }
}
