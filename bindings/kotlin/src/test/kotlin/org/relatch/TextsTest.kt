package org.relatch

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.io.File
import javax.xml.parsers.DocumentBuilderFactory
import kotlin.reflect.KClass

class TextsTest {
    private fun names(folder: String): Set<String> {
        val file = File("src/main/res/$folder/strings.xml")
        val document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file)
        return listOf("string", "plurals").flatMapTo(mutableSetOf()) { tag ->
            val nodes = document.getElementsByTagName(tag)
            (0 until nodes.length).map { nodes.item(it).attributes.getNamedItem("name").nodeValue }
        }
    }

    /** One of each case, made with whatever its fields take. */
    private fun anyOf(case: KClass<out JournalException>): JournalException {
        val constructor = case.constructors.first()
        return constructor.callBy(
            constructor.parameters.associateWith { if (it.type.classifier == String::class) "volume" else 0L },
        )
    }

    @Test
    fun `every error has a sentence and a hint`() {
        val names = names("values")
        val cases = JournalException::class.sealedSubclasses
        assertEquals(12, cases.size)
        for (case in cases) {
            val key = anyOf(case).textKey
            assertTrue(resourceName(key) in names, key)
            assertTrue(resourceName(key + "_hint") in names, key)
        }
        val invalid = anyOf(JournalException.Invalid::class) as JournalException.Invalid
        assertTrue(resourceName(invalid.fieldTextKey) in names)
    }

    @Test
    fun `every resource is there in both languages`() {
        assertEquals(names("values"), names("values-fr"))
    }
}
