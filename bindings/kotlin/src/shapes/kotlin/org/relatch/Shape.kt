package org.relatch

/** The JSON form of a type, and samples of it for the crossing tests. JSON is null, Boolean, Number, String, List and Map. */
interface Shape<T> {
    fun read(json: Any?): T

    fun json(value: T): Any?

    fun samples(): List<T>
}

/** What a call gave back. */
class Answer(
    val json: Any?,
)

class ShapeException(
    what: String,
) : Exception(what)

/** The fields of an object, taken one by one; one that nobody takes is an error. */
class Fields(
    json: Any?,
    private val owner: String,
) {
    private val left: MutableMap<String, Any?> =
        when (json) {
            // A record may be left out: then it is one without any field.
            null -> mutableMapOf()
            is Map<*, *> -> json.entries.associateTo(mutableMapOf()) { (key, value) -> key as String to value }
            else -> throw ShapeException("$owner is no object: $json")
        }

    fun take(name: String): Any? = left.remove(name)

    fun rest(): Any? = left.toMap().also { left.clear() }

    fun end() {
        left.keys.firstOrNull()?.let { throw ShapeException("$owner has no \"$it\"") }
    }
}

fun variant(json: Any?, owner: String, tag: String?): Pair<String, Fields> {
    if (tag != null) {
        val fields = Fields(json, owner)
        return TextShape.read(fields.take(tag)) to fields
    }
    return when {
        json is String -> json to Fields(null, owner)
        json is Map<*, *> && json.size == 1 -> json.entries.first().let { it.key as String to Fields(it.value, owner) }
        else -> throw ShapeException("no $owner: $json")
    }
}

fun variantJson(variant: String, fields: Map<String, Any?>?, tag: String?): Any? =
    when {
        tag != null -> fields.orEmpty() + (tag to variant)
        fields == null -> variant
        else -> mapOf(variant to fields)
    }

/** The fields of a record; those without a name of their own stand among the others. */
fun record(vararg fields: Pair<String?, Any?>): Map<String, Any?> =
    buildMap {
        for ((name, value) in fields) {
            if (name == null) (value as Map<*, *>).forEach { put(it.key as String, it.value) } else put(name, value)
        }
    }

fun <T : Any> Shape<T>.maybe(): Shape<T?> =
    object : Shape<T?> {
        override fun read(json: Any?) = json?.let(this@maybe::read)

        override fun json(value: T?) = value?.let(this@maybe::json)

        override fun samples() = listOf(null) + this@maybe.samples()
    }

fun <T> Shape<T>.many(): Shape<List<T>> =
    object : Shape<List<T>> {
        override fun read(json: Any?) =
            when (json) {
                null -> emptyList()
                is List<*> -> json.map(this@many::read)
                else -> throw ShapeException("no list: $json")
            }

        override fun json(value: List<T>) = value.map(this@many::json)

        override fun samples() = this@many.samples().let { listOf(emptyList(), it, it.take(1)) }
    }

object Int64Shape : Shape<Long> {
    override fun read(json: Any?): Long =
        when (json) {
            null -> 0
            is Long -> json
            is Double -> json.toLong().takeIf { it.toDouble() == json }
                ?: throw ShapeException("no whole number: $json")
            else -> throw ShapeException("no whole number: $json")
        }

    override fun json(value: Long): Any? = value

    override fun samples() = listOf(0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE)
}

object Int32Shape : Shape<Int> {
    override fun read(json: Any?): Int = Math.toIntExact(Int64Shape.read(json))

    override fun json(value: Int): Any? = value.toLong()

    override fun samples() = listOf(0, 1, -1, Int.MAX_VALUE, Int.MIN_VALUE)
}

object UInt32Shape : Shape<UInt> {
    override fun read(json: Any?): UInt = Int64Shape.read(json).toUInt()

    override fun json(value: UInt): Any? = value.toLong()

    override fun samples() = listOf(0u, 1u, UInt.MAX_VALUE)
}

object DoubleShape : Shape<Double> {
    override fun read(json: Any?): Double = if (json == null) 0.0 else (json as Number).toDouble()

    override fun json(value: Double): Any? = value

    override fun samples() = listOf(0.0, -1.5, 0.1, Double.MAX_VALUE, Double.MIN_VALUE, Double.POSITIVE_INFINITY)
}

object BoolShape : Shape<Boolean> {
    override fun read(json: Any?): Boolean = if (json == null) false else json as Boolean

    override fun json(value: Boolean): Any? = value

    override fun samples() = listOf(false, true)
}

object TextShape : Shape<String> {
    override fun read(json: Any?): String = if (json == null) "" else json as String

    override fun json(value: String): Any? = value

    override fun samples() =
        listOf("", "a", "nuit \uD83E\uDD31\uD83C\uDFFE é e\u0301 \u202Eملاحظة", "\u0000 \" \\ \n", "ж".repeat(5_000))
}

object BytesShape : Shape<ByteArray> {
    override fun read(json: Any?): ByteArray =
        when (json) {
            null -> ByteArray(0)
            is String -> json.encodeToByteArray()
            is List<*> -> ByteArray(json.size) { Int64Shape.read(json[it]).toByte() }
            else -> throw ShapeException("no bytes: $json")
        }

    override fun json(value: ByteArray): Any? = value.map { it.toLong() and 0xFF }

    override fun samples() = listOf(ByteArray(0), byteArrayOf(0, -1, -128))
}

/** A text that Rust reads: a day, a time of day, an id. */
open class ReadShape(
    private vararg val some: String,
) : Shape<String> {
    override fun read(json: Any?): String = TextShape.read(json)

    override fun json(value: String): Any? = value

    override fun samples() = some.toList()
}

object DayShape : ReadShape("2026-11-01", "2024-02-29", "1970-01-01")

object ClockTimeShape : ReadShape("00:00", "05:00", "23:59")

object EntryIdShape : ReadShape("0190a6ee-7e1c-7cc3-98c4-dc0c0c07398f", "00000000-0000-7000-8000-000000000001")
