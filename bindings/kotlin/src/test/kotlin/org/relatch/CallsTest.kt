package org.relatch

import org.junit.jupiter.api.Test
import org.junit.jupiter.api.condition.EnabledIfSystemProperty

/** What a call costs in Kotlin; `cargo xtask calls` runs it. */
@EnabledIfSystemProperty(named = "relatch.calls", matches = "true")
class CallsTest {
    private val minute = 60_000L
    private val begin = 1_795_543_200_000L

    private fun now(utcMs: Long) = Now(utcMs, 0, "", null, null, ZoneTable())

    private fun entry(number: Int, utcMs: Long) =
        NewEntry(
            id = "00000000-0000-7000-8000-" + "$number".padStart(12, '0'),
            start = Stamp(utcMs, 0),
            kind = EntryKind.Expression(MilkExpression(ExpressionMethod.PUMP)),
        )

    /** The best of nine rounds after one to warm up, in nanoseconds a call. */
    private fun measure(name: String, calls: Int, call: () -> Unit) {
        var best = Long.MAX_VALUE
        repeat(10) {
            val from = System.nanoTime()
            repeat(calls) { call() }
            if (it > 0) best = minOf(best, (System.nanoTime() - from) / calls)
        }
        println("kotlin $name $best")
    }

    @Test
    fun `each call`() {
        Journal.openInMemory(now(begin)).use { journal ->
            // Two weeks of nine sessions a day.
            for (number in 0 until 126) journal.log(entry(number + 1, begin - number * 160 * minute), now(begin))
            val present = now(begin + minute)
            measure("noop", 2_000) { journal.importProgress() }
            var number = 1_000
            measure("tap", 50) {
                number += 1
                journal.log(entry(number, begin), present)
            }
            measure("home", 200) { journal.home(present) }
            measure("week", 200) { journal.week(null, present) }
            measure("100-entries", 200) { journal.entries(EntryQuery(limit = 100)) }
        }
    }
}
