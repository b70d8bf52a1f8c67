package org.relatch

import com.google.gson.JsonElement
import com.google.gson.JsonParser
import java.nio.file.Path
import java.time.LocalDateTime
import java.time.ZoneOffset
import kotlin.math.roundToLong

/** JSON as Kotlin's own values; whole numbers stay whole. */
fun parseJson(text: String): Any? = plain(JsonParser.parseString(text))

private fun plain(json: JsonElement): Any? =
    when {
        json.isJsonObject -> json.asJsonObject.entrySet().associate { it.key to plain(it.value) }
        json.isJsonArray -> json.asJsonArray.map(::plain)
        json.isJsonNull -> null
        json.asJsonPrimitive.isBoolean -> json.asBoolean
        json.asJsonPrimitive.isString -> json.asString
        else -> json.asString.toLongOrNull() ?: json.asDouble
    }

/** Runs one scenario file: every step is a call by name, its answer compared with the part that is expected. */
class Scenario private constructor(
    private val zones: Map<*, *>,
    private val journal: Journal,
    private val fresh: Journal,
) {
    private var at: String? = null
    private var zone: String? = null
    private var clock: Map<*, *> = emptyMap<String, Any?>()
    private val kept = mutableMapOf<String, Any?>()

    private fun perform(step: Fields) {
        val name = TextShape.read(step.take("call"))
        val now = now(step)
        var args = expand(step.take("args"))
        // What is left out of a whole set of answers is as in a new journal.
        if (name.startsWith("set_") && args is Map<*, *>) {
            val new = args["new"]
            val base = call(fresh, name.removePrefix("set_"), Fields(null, name), now)?.json
            if (new is Map<*, *> && base is Map<*, *>) args = args + ("new" to base + new)
        }
        val expected = step.take("expect")
        val refusal = step.take("error")
        val keep = step.take("keep")
        step.take("why")
        step.end()
        val answer =
            try {
                call(journal, name, Fields(args, name), now) ?: throw ShapeException("the journal has no such call")
            } catch (error: JournalException) {
                match(refusal ?: throw error, JournalErrorShape.json(error), "error")
                return
            }
        if (refusal != null) throw ShapeException("expected the error $refusal, got ${answer.json}")
        if (expected != null) match(expand(expected), answer.json, "")
        for ((to, pointer) in (keep as Map<*, *>?).orEmpty()) {
            kept[to as String] = find(pointer as String, answer.json)
        }
    }

    /** Time, zone and clock of the step before hold until another is given. */
    private fun now(step: Fields): Now {
        step.take("now")?.let { at = it as String }
        step.take("zone")?.let { zone = it as String }
        step.take("clock")?.let { clock = it as Map<*, *> }
        val stamp = stamp(at ?: throw ShapeException("the first step gives its now"))
        // With one zone in the file, it need not be named at every step.
        val used =
            zone?.let { zones[it] ?: throw ShapeException("no zone \"$it\"") }
                ?: if (zones.size == 1) zones.values.first() else null
        val fields = Fields(used, "the zone")
        val table =
            (fields.take("changes") as List<*>?).orEmpty().map { json ->
                val change = Fields(json, "the change")
                val offset = { key: String -> stamp("2000-01-01T00:00:00" + change.take(key)).offsetS }
                ZoneTransition(stamp(change.take("at") as String).utcMs, offset("before"), offset("after"))
            }
        return Now(
            utcMs = stamp.utcMs,
            offsetS = stamp.offsetS,
            zone = TextShape.read(fields.take("name")),
            monotonicMs = clock["monotonic_ms"] as Long?,
            bootId = clock["boot_id"] as String?,
            zoneTable = ZoneTable(table),
        )
    }

    /** Writes out the short forms: every text that begins with "@". */
    private fun expand(json: Any?): Any? =
        when {
            json is String && json.startsWith("@") -> expandShort(json.drop(1))
            json is List<*> -> json.map(::expand)
            json is Map<*, *> -> json.mapValues { expand(it.value) }
            else -> json
        }

    private fun expandShort(short: String): Any? {
        if (' ' !in short) return StampShape.json(stamp(short))
        val (form, rest) = short.split(' ', limit = 2)
        return when (form) {
            "ms" -> stamp(rest).utcMs
            "min" -> (rest.toDouble() * 60_000).roundToLong()
            "ml" -> VolumeShape.json(Volume.Measured((rest.toDouble() * 1_000).roundToLong(), VolumeUnit.ML))
            "id" -> "00000000-0000-7000-8000-" + rest.toDouble().toLong().toString().padStart(12, '0')
            "kept" -> if (rest in kept) kept[rest] else throw ShapeException("nothing kept as $rest")
            "bytes" -> rest.encodeToByteArray().map { it.toLong() and 0xFF }
            "phone" -> PhoneShape.json(Phone(PlatformShape.read(rest), true, true, true, false))
            "repeat" -> rest.split(' ', limit = 2).let { (times, text) -> text.repeat(times.toInt()) }
            else -> throw ShapeException("no short form \"@$form\"")
        }
    }

    companion object {
        fun run(text: String, folder: Path) {
            val file = Fields(parseJson(text), "the scenario")
            val about = file.take("about")
            val rule = file.take("rule")
            val steps = file.take("steps") as List<*>?
            if (about !is String || rule !is String || steps.isNullOrEmpty()) {
                throw ShapeException("a scenario says what it is about and which rule it holds, and has steps")
            }
            val zones = file.take("zones") as Map<*, *>? ?: emptyMap<String, Any?>()
            file.end()
            val first = (steps.first() as Map<*, *>)["now"] ?: throw ShapeException("the first step gives its now")
            val begin = stamp(first as String)
            val now = Now(begin.utcMs, begin.offsetS, "", null, null, ZoneTable(emptyList()))
            Journal.open(folder.resolve("journal.db").toString(), null, now).use { journal ->
                Journal.openInMemory(now).use { fresh ->
                    val scenario = Scenario(zones, journal, fresh)
                    steps.forEachIndexed { number, step ->
                        try {
                            scenario.perform(Fields(step, "the step"))
                        } catch (error: Exception) {
                            val call = (step as Map<*, *>)["call"]
                            throw AssertionError("step ${number + 1} ($call): ${error.message ?: error}", error)
                        }
                    }
                }
            }
        }

        /** "2026-11-01T01:30:00-04:00" or with Z, to the second; also offsets that java.time refuses. */
        private fun stamp(text: String): Stamp {
            val local = LocalDateTime.parse(text.take(19)).toEpochSecond(ZoneOffset.UTC)
            val zone = text.drop(19)
            val (hours, minutes) = if (zone == "Z") listOf(0, 0) else zone.drop(1).split(':').map(String::toInt)
            val offset = (hours * 3_600 + minutes * 60) * if (zone.startsWith('-')) -1 else 1
            return Stamp((local - offset) * 1_000, offset)
        }

        private fun find(pointer: String, answer: Any?): Any? =
            pointer.split('/').filter { it.isNotEmpty() }.fold(answer) { json, key ->
                when {
                    json is Map<*, *> && key in json -> json[key]
                    json is List<*> && key.toIntOrNull() in json.indices -> json[key.toInt()]
                    else -> throw ShapeException("nothing at $pointer in $answer")
                }
            }

        /** Whether `expected` is part of `found`: named fields only, lists by length and element, numbers as numbers. */
        private fun match(expected: Any?, found: Any?, place: String) {
            when {
                expected is Map<*, *> && found is List<*> && expected.keys.none { "$it".toIntOrNull() == null } ->
                    expected.forEach { (key, value) ->
                        match(value, found.getOrNull((key as String).toInt()), "$place/$key")
                    }

                expected is Map<*, *> && found is Map<*, *> ->
                    expected.forEach { (key, value) -> match(value, found[key], "$place/$key") }

                expected is List<*> && found is List<*> && expected.size == found.size ->
                    expected.zip(found).forEachIndexed { index, (wanted, item) -> match(wanted, item, "$place/$index") }

                expected is Number && found is Number && expected.toDouble() == found.toDouble() -> Unit

                expected == found -> Unit

                else -> throw ShapeException("at $place: expected $expected, found $found")
            }
        }
    }
}
