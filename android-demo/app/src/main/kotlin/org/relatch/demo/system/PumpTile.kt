package org.relatch.demo.system

import android.graphics.drawable.Icon
import android.os.Handler
import android.os.Looper
import android.service.quicksettings.Tile
import android.service.quicksettings.TileService
import org.relatch.Home
import org.relatch.SessionKind
import org.relatch.demo.R
import org.relatch.demo.relatch
import org.relatch.newEntryId

/**
 * The Quick Settings tile: starts a pump, and finishes the one that runs. Its words name neither.
 *
 * It looks at the journal each time the panel is opened, so nothing has to tell it of changes.
 */
class PumpTile : TileService() {
    // One for each time the panel is opened: a double tap starts one session.
    private var id = newEntryId()
    private val main = Handler(Looper.getMainLooper())

    override fun onStartListening() {
        id = newEntryId()
        val side = relatch.system
        if (!side.isUnlocked) return draw(false)
        relatch.keeper.work { journal, now -> drawSoon(journal.running(now).any { it.kind == SessionKind.PUMP }) }
    }

    override fun onClick() {
        if (!relatch.system.isUnlocked) return unlockAndRun(::toggle)
        toggle()
    }

    private fun toggle() = relatch.keeper.work { journal, now ->
        val side = relatch.system
        var home: Home? = null
        side.touch(journal, now) {
            SessionReceiver.togglePump(id, journal, now).also { home = it.first }
        }
        id = newEntryId()
        home?.let { drawSoon(it.isPumping) }
    }

    private fun drawSoon(isPumping: Boolean) {
        main.post { draw(isPumping) }
    }

    private fun draw(isPumping: Boolean) {
        val tile = qsTile ?: return
        tile.state = if (isPumping) Tile.STATE_ACTIVE else Tile.STATE_INACTIVE
        tile.label = relatch.system.format().text(if (isPumping) "tile.stop" else "tile.start")
        tile.icon = Icon.createWithResource(this, R.drawable.ic_clock)
        tile.updateTile()
    }

    private companion object {
        val Home.isPumping get() = running.any { it.kind == SessionKind.PUMP }
    }
}
