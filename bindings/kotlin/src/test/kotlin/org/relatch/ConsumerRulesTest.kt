package org.relatch

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import proguard.Configuration
import proguard.ConfigurationParser
import proguard.ProGuard
import java.io.File
import java.nio.file.Path

/** An app that is shrunk, renamed and optimised by the rules of the archive still works. */
class ConsumerRulesTest {
    @TempDir
    lateinit var folder: Path

    @Test
    fun `a shrunk app works with the rules`() {
        val (status, output) = runShrunk(File("consumer-rules.pro").readText())
        assertEquals("sessions 1, refused id", output.trim())
        assertEquals(0, status)
    }

    @Test
    fun `a shrunk app breaks without the rules`() {
        val (status, _) = runShrunk("-dontwarn java.awt.**")
        assertNotEquals(0, status)
    }

    private fun runShrunk(rules: String): Pair<Int, String> {
        val shrunk = folder.resolve("shrunk.jar").toFile()
        val jars = System.getProperty("java.class.path").split(File.pathSeparator).map(::File)
        val modules = File(System.getProperty("java.home"), "jmods")
        val text =
            buildString {
                for ((name, filter) in INPUTS) {
                    appendLine("-injars '${jars.first { it.name.startsWith(name) }}'($filter)")
                }
                appendLine("-outjars '$shrunk'")
                for (module in listOf("java.base", "java.logging")) {
                    appendLine("-libraryjars '$modules/$module.jmod'(!**.jar;!module-info.class)")
                }
                appendLine("-keep class org.relatch.shrunk.TapKt { public static void main(...); }")
                appendLine("-dontwarn kotlin.**")
                appendLine("-dontnote **")
                appendLine(rules)
            }
        val configuration = Configuration()
        ConfigurationParser(text, "rules", folder.toFile(), System.getProperties()).use { it.parse(configuration) }
        ProGuard(configuration).execute()
        return run(shrunk)
    }

    private fun run(jar: File): Pair<Int, String> {
        val java = File(System.getProperty("java.home"), "bin/java").path
        val library = "-Djna.library.path=" + System.getProperty("jna.library.path")
        val process = ProcessBuilder(java, library, "-cp", jar.path, "org.relatch.shrunk.TapKt").start()
        val output = process.inputStream.bufferedReader().readText()
        return process.waitFor() to output
    }

    private companion object {
        const val CODE = "!META-INF/**,!module-info.class"
        val INPUTS =
            mapOf(
                "classes" to CODE,
                "test-classes" to "org/relatch/shrunk/**",
                "kotlin-stdlib" to CODE,
                "annotations-" to CODE,
                "jna-" to CODE,
            )
    }
}
