package org.relatch

import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import java.io.File
import kotlin.io.path.createTempDirectory

/** The files of `tests/scenarios`, whose README has the format; this runner knows none of them. */
class ScenarioTest {
    private val files =
        File(System.getProperty("relatch.scenarios")).listFiles { file -> file.extension == "json" }.orEmpty().sorted()

    private fun run(text: String) {
        val folder = createTempDirectory("relatch")
        try {
            Scenario.run(text, folder)
        } finally {
            folder.toFile().deleteRecursively()
        }
    }

    @TestFactory
    fun scenarios(): List<DynamicTest> = files.map { file -> dynamicTest(file.name) { run(file.readText()) } }

    @Test
    fun `there are scenarios`() = assertTrue(files.size > 20)

    @Test
    fun `what a scenario does not know fails it`() {
        val scenario = { step: String -> """{"about":"a","rule":"r","steps":[$step]}""" }
        val now = """"now":"2026-11-24T13:00:00-05:00""""
        run(scenario("""{"call":"home",$now,"expect":{"last_ms":null}}"""))
        val wrong =
            listOf(
                """{"call":"hom",$now}""",
                """{"call":"home",$now,"expects":{}}""",
                """{"call":"home",$now,"args":{"day":null}}""",
                """{"call":"home",$now,"expect":{"last_ms":0}}""",
                """{"call":"home",$now,"error":{"kind":"invalid"}}""",
                """{"call":"undo",$now,"error":{"kind":"invalid"}}""",
                """{"call":"undo",$now}""",
                """{"call":"log",$now,"args":{"new":{"id":"@id 1","kind":"note","not":"x"}}}""",
                """{"call":"home"}""",
            )
        for (step in wrong) {
            assertThrows(Throwable::class.java, { run(scenario(step)) }, step)
        }
    }
}
