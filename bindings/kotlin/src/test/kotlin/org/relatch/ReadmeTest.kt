package org.relatch

import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.io.ByteArrayOutputStream
import java.io.PrintStream

class ReadmeTest {
    @Test
    fun `the example of the README runs`() {
        val screen = System.out
        val printed = ByteArrayOutputStream()
        System.setOut(PrintStream(printed, true, "UTF-8"))
        try {
            readme.main()
        } finally {
            System.setOut(screen)
        }
        assertTrue("sessions today: 1" in printed.toString("UTF-8"), printed.toString("UTF-8"))
    }
}
