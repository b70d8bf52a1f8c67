package org.relatch.demo.screens

import android.app.Activity
import android.app.KeyguardManager
import android.content.Context
import android.content.Intent
import android.content.res.Configuration
import android.os.Bundle
import android.view.View
import android.view.WindowManager
import org.relatch.Home
import org.relatch.JournalInterface
import org.relatch.Now
import org.relatch.ReminderChange
import org.relatch.demo.JournalKeeper
import org.relatch.demo.PhoneChoices
import org.relatch.demo.PhoneLanguage
import org.relatch.demo.relatch
import org.relatch.demo.service
import org.relatch.demo.state.Format

/** What every screen has: the journal, the language, the appearance that was chosen, and who may look. */
abstract class ScreenActivity : Activity() {
    internal val keeper: JournalKeeper get() = relatch.keeper
    internal val choices: PhoneChoices get() = relatch.choices
    private var isAsked = false

    /** How things are written, by the settings as last read. */
    internal val format: Format get() = Format(PhoneLanguage(this), keeper.settings)

    /** Says what went wrong; an empty text takes the words away. */
    internal abstract fun complain(words: String)

    override fun attachBaseContext(base: Context) {
        val night = when (PhoneChoices(base).appearance) {
            "dark" -> Configuration.UI_MODE_NIGHT_YES
            "light" -> Configuration.UI_MODE_NIGHT_NO
            else -> return super.attachBaseContext(base)
        }
        val wanted = Configuration().apply { uiMode = night }
        super.attachBaseContext(base.createConfigurationContext(wanted))
    }

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        window.decorView.layoutDirection = resources.configuration.layoutDirection
    }

    override fun onResume() {
        super.onResume()
        val secure = WindowManager.LayoutParams.FLAG_SECURE
        if (choices.hidden) window.addFlags(secure) else window.clearFlags(secure)
        lock()
    }

    /** Asks for the phone's own lock, and shows nothing before it was opened. */
    private fun lock() {
        val isLocked = choices.locked && !relatch.isUnlocked
        window.decorView.visibility = if (isLocked) View.INVISIBLE else View.VISIBLE
        if (!isLocked || isAsked) return
        @Suppress("DEPRECATION") // What came in its place is in no phone before Android 10.
        val ask = service<KeyguardManager>().createConfirmDeviceCredentialIntent(format.text("lock.title"), null)
        if (ask == null) {
            // A phone without a lock has nothing to ask for.
            relatch.isUnlocked = true
            return lock()
        }
        isAsked = true
        startActivityForResult(ask, UNLOCK)
    }

    @Suppress("OVERRIDE_DEPRECATION") // The framework's own way, without a library.
    override fun onActivityResult(requestCode: Int, resultCode: Int, data: Intent?) {
        if (requestCode != UNLOCK) return
        isAsked = false
        relatch.isUnlocked = resultCode == RESULT_OK
        if (resultCode == RESULT_OK) lock() else finishAffinity()
    }

    /**
     * Asks the journal; the answer comes while the screen is there, and never after.
     *
     * @param failed takes an error that belongs to a field; by default it is said on the screen
     */
    internal fun <T> ask(
        call: (JournalInterface, Now) -> T,
        reminders: (T) -> ReminderChange? = { null },
        home: (T) -> Home? = { null },
        failed: (Exception) -> Unit = { complain(format.problem(it)) },
        done: (T) -> Unit,
    ) = keeper.ask(call, reminders, home, { if (!isDestroyed) failed(it) }) {
        if (!isDestroyed) {
            complain("")
            done(it)
        }
    }

    internal companion object {
        private const val UNLOCK = 4_711

        /** The line that says what went wrong; read aloud as soon as it changes. */
        fun problemLine(context: Context) = context.words("", Type.BODY).apply {
            id = org.relatch.demo.R.id.problem
            visibility = View.GONE
            accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE
            inset(20, 10)
        }
    }
}
