package org.relatch.demo

import android.app.Activity
import android.app.Application
import android.content.Context
import android.os.Bundle
import android.os.SystemClock
import android.provider.Settings
import org.relatch.BootClock
import org.relatch.Journal
import org.relatch.JournalInterface
import org.relatch.Now
import org.relatch.current
import org.relatch.demo.state.UndoBar
import org.relatch.demo.system.SystemSide
import java.io.File

/** The app: one journal for all its screens, receivers and services. */
class RelatchApp : Application() {
    /** The present; tests set another one. */
    var clock: () -> Now = { Now.current(clock = bootClock()) }

    /** Opens the journal, in the folder that no backup takes along; tests set another one. */
    var openJournal: (Now) -> JournalInterface = { Journal.open(File(noBackupFilesDir, "journal.db").path, null, it) }

    /** What works without a screen: alarms, notifications, widget and tile. */
    val system: SystemSide by lazy { SystemSide(this) }

    /** The one way to the journal. */
    val keeper: JournalKeeper by lazy { JournalKeeper({ openJournal(it) }, { clock() }, system) }

    /** What this phone's person chose about the app itself. */
    val choices: PhoneChoices by lazy { PhoneChoices(this) }

    /** The bar after the last change; it outlives the screen that made it. */
    var lastChange: LastChange? = null

    /** The phone's lock was opened for the app, which has not left the front since. */
    var isUnlocked = false

    override fun onCreate() {
        super.onCreate()
        registerActivityLifecycleCallbacks(Front { isUnlocked = false })
    }

    /** Keeps a bar for the screen that comes next. */
    fun say(bar: UndoBar) {
        lastChange = LastChange(bar, SystemClock.elapsedRealtime() + LastChange.SHOWN_MS)
    }

    private fun bootClock(): BootClock {
        val boots = Settings.Global.getInt(contentResolver, Settings.Global.BOOT_COUNT, -1)
        return BootClock(SystemClock.elapsedRealtime(), boots.takeIf { it >= 0 }?.toString())
    }
}

/** Tells when no screen of the app is to be seen any more. */
private class Front(private val left: () -> Unit) : Application.ActivityLifecycleCallbacks {
    private var seen = 0

    override fun onActivityStarted(activity: Activity) {
        seen++
    }

    override fun onActivityStopped(activity: Activity) {
        seen--
        // A screen that only turns is back at once.
        if (seen == 0 && !activity.isChangingConfigurations) left()
    }

    override fun onActivityCreated(activity: Activity, savedInstanceState: Bundle?) = Unit

    override fun onActivityResumed(activity: Activity) = Unit

    override fun onActivityPaused(activity: Activity) = Unit

    override fun onActivitySaveInstanceState(activity: Activity, outState: Bundle) = Unit

    override fun onActivityDestroyed(activity: Activity) = Unit
}

/** A bar and until when it is shown, by [SystemClock.elapsedRealtime]. */
class LastChange(val bar: UndoBar, val untilMs: Long) {
    internal companion object {
        /** How long a bar is shown. */
        const val SHOWN_MS = 10_000L
    }
}

/** The app of any context of it. */
val Context.relatch: RelatchApp get() = applicationContext as RelatchApp
