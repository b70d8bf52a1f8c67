package org.relatch.demo.screens

import org.junit.Test
import org.relatch.demo.Screenshot
import org.relatch.demo.World

class ScreenshotTest : World() {
    @Test
    fun `home of the first day`() {
        val home = start<MainActivity>().get()
        Screenshot.check("home-empty", Screenshot.of(home))
    }
}
