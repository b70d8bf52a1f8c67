package org.relatch.demo.screens

import android.app.Activity
import android.app.KeyguardManager
import android.view.View
import android.view.WindowManager
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.relatch.demo.R
import org.relatch.demo.World
import org.relatch.demo.service
import org.robolectric.Shadows.shadowOf

/** Who may look: the phone's lock, and no screenshots, each by choice. */
class LockTest : World() {
    private fun lockThePhone() {
        app.choices.locked = true
        shadowOf(app.service<KeyguardManager>()).setIsDeviceSecure(true)
    }

    @Test
    fun `a locked app shows nothing before the phone's lock was opened`() {
        lockThePhone()
        val controller = start<MainActivity>()
        val home = controller.get()
        assertEquals(View.INVISIBLE, home.window.decorView.visibility)
        val asked = shadowOf(home).nextStartedActivityForResult
        shadowOf(home).receiveResult(asked.intent, Activity.RESULT_OK, null)
        settle()
        assertEquals(View.VISIBLE, home.window.decorView.visibility)
        controller.pause().stop()
        controller.restart().start().resume()
        assertEquals("asked anew", View.INVISIBLE, home.window.decorView.visibility)
    }

    @Test
    fun `who cannot open the lock is let out`() {
        lockThePhone()
        val home = start<MainActivity>().get()
        val asked = shadowOf(home).nextStartedActivityForResult
        shadowOf(home).receiveResult(asked.intent, Activity.RESULT_CANCELED, null)
        assertTrue(home.isFinishing)
    }

    @Test
    fun `nothing is asked by default, nor on a phone without a lock`() {
        val home = start<MainActivity>().get()
        assertNull(shadowOf(home).nextStartedActivityForResult)
        app.choices.locked = true
        val again = start<MainActivity>().get()
        assertEquals(View.VISIBLE, again.window.decorView.visibility)
    }

    @Test
    fun `screens are kept out of screenshots by choice`() {
        val settings = start<SettingsActivity>().get()
        val secure = WindowManager.LayoutParams.FLAG_SECURE
        assertFalse(settings.window.attributes.flags and secure != 0)
        settings.click(R.id.hidden)
        assertTrue(settings.window.attributes.flags and secure != 0)
        assertTrue(start<MainActivity>().get().window.attributes.flags and secure != 0)
    }
}
