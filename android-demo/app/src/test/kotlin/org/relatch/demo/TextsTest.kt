package org.relatch.demo

import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.annotation.Config
import java.io.File

/** All that a person reads stands in the resources, in both languages, and every key that the code names is there. */
class TextsTest : World() {
    private val sources = listOf("src/main/kotlin", "../app-core/src/main/kotlin")
        .flatMap { File(it).walk() }.filter { it.extension == "kt" }

    private fun code(file: File) = file.readText().replace(Regex("/\\*.*?\\*/", RegexOption.DOT_MATCHES_ALL), "")
        .replace(Regex("(?m)//.*$"), "").replace(Regex("(?m)^import .*$"), "")

    private fun literals(file: File) = Regex("\"((?:[^\"\\\\]|\\\\.)*)\"").findAll(code(file)).map { it.groupValues[1] }

    @Test
    fun `no sentence stands in the code`() {
        assertTrue("the sources are found", sources.size > 40)
        // A word of a language has a space beside it, or begins with a capital; what is between braces is code.
        val sentence = Regex("[A-Za-zÀ-ÿ]{2,} [a-zà-ÿ]{2,}|^[A-Z][a-z]+$")
        val allowed = setOf("Written", "journal")
        val found = sources.flatMap { file ->
            literals(file).map { it.replace(Regex("\\$\\{[^}]*}?"), "") }
                .filter { sentence.containsMatchIn(it) && it !in allowed }.map { "${file.name}: $it" }
        }.filterNot { it.contains("Checks") }
        assertEquals(emptyList<String>(), found)
    }

    private val namespaces = setOf(
        "home",
        "action",
        "undo",
        "running",
        "kind",
        "side",
        "milk",
        "by",
        "latch",
        "diaper",
        "volume",
        "form",
        "log",
        "trend",
        "outlook",
        "reminders",
        "health",
        "journey",
        "goal",
        "baby",
        "plan",
        "first",
        "data",
        "settings",
        "more",
        "simple",
        "flagcard",
        "flag",
        "reader",
        "about",
        "growth",
        "taper",
        "card",
        "button",
        "tab",
        "count",
        "lock",
    )

    private fun missing(): List<String> {
        val language = PhoneLanguage(app)
        val keys = sources.flatMap(::literals).filter { Regex("[a-z]+(\\.[a-z_0-9]+)+").matches(it) }
            .filter { it.substringBefore('.') in namespaces }.toSet()
        assertTrue("keys are found: ${keys.size}", keys.size > 150)
        return keys.filter { language.text(it) == null && language.plural(it, 2) == null }
    }

    @Test
    fun `every key of the code has a sentence`() = assertEquals(emptyList<String>(), missing())

    @Test
    @Config(qualifiers = "+fr")
    fun `every key of the code has a French sentence`() {
        assertEquals(emptyList<String>(), missing())
        val english = File("../../bindings/kotlin/src/main/res/values/strings.xml")
        val french = File("../../bindings/kotlin/src/main/res/values-fr/strings.xml")
        val names = { file: File ->
            Regex("name=\"(\\w+)\"").findAll(file.readText()).map { it.groupValues[1] }.toSet()
        }
        assertEquals(names(english), names(french))
    }

    @Test
    fun `no sentence is of the app alone`() {
        val own = File("src/main/res").walk().filter { it.name == "strings.xml" }.toList()
        assertEquals("texts come from texts/ at the root", emptyList<File>(), own)
    }
}
