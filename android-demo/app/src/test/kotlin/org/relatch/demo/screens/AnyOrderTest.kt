package org.relatch.demo.screens

import android.os.Bundle
import android.view.View
import org.junit.Assert.assertEquals
import org.junit.Test
import org.relatch.demo.R
import org.relatch.demo.World
import org.robolectric.Robolectric
import org.robolectric.android.controller.ActivityController
import kotlin.random.Random

/** Whatever the order of taps, rotations and ends of the process: nothing is lost and nothing doubled. */
class AnyOrderTest : World() {
    private lateinit var home: ActivityController<MainActivity>
    private var logged = 0
    private var isRunning = false

    /** Taps what may not have been answered yet when the next thing happens. */
    private fun tap(id: Int): Boolean {
        val view = home.get().findViewById<View>(id)?.takeIf { it.isShown } ?: return false
        return view.performClick()
    }

    private fun rotate() {
        home.recreate().visible()
    }

    /** The process ends: the screen keeps what the system kept for it, and the journal is opened anew. */
    private fun die() {
        val kept = Bundle()
        home.saveInstanceState(kept).pause().stop().destroy()
        app.keeper.settle()
        home = Robolectric.buildActivity(MainActivity::class.java).setup(kept)
    }

    private fun step(random: Random) {
        when (random.nextInt(8)) {
            0, 1, 2 -> if (!isRunning && tap(R.id.tile_0)) logged++
            3 -> if (!isRunning && tap(R.id.corner_0)) isRunning = true
            4 -> if (isRunning && tap(R.id.finish)) {
                isRunning = false
                logged++
            }
            5 -> if (isRunning && tap(R.id.discard)) isRunning = false
            6 -> rotate()
            else -> die()
        }
        // The next event comes before the answer, in the middle of it, or after it.
        if (random.nextBoolean()) rotate()
        settle()
        pass(random.nextLong(1, 30))
    }

    @Test
    fun `nothing is lost and nothing doubled`() {
        home = start()
        repeat(SEEDS) { seed ->
            val random = Random(seed)
            repeat(STEPS) { at ->
                step(random)
                assertEquals("seed $seed, step $at", logged, entries().size)
                assertEquals(
                    "seed $seed, step $at",
                    isRunning,
                    journal {
                        journal,
                        now,
                        ->
                        journal.running(now)
                    }.isNotEmpty(),
                )
            }
        }
    }

    private companion object {
        const val SEEDS = 3
        const val STEPS = 14
    }
}
