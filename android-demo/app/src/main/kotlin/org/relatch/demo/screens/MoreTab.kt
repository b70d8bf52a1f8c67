package org.relatch.demo.screens

import android.app.Activity
import android.content.Intent
import android.view.View
import android.widget.ScrollView
import org.relatch.demo.R

/** What is needed less often. */
internal class MoreTab(host: MainActivity) : Tab(host) {
    private val column = host.column().apply {
        id = R.id.column
        inset(16, 8, 16, 16)
    }
    override val view: View = ScrollView(host).apply { addView(column) }

    override fun appear() {
        val format = host.format
        column.removeAllViews()
        column.put(host.words(format.text("more.title"), Type.TITLE).inset(4, 8))
        val rows = listOf(
            row(R.drawable.ic_note, "journey.title", R.id.row_journey, JourneyActivity::class.java),
            row(R.drawable.ic_growth, "more.growth", R.id.row_growth, GrowthActivity::class.java),
            row(R.drawable.ic_info, "more.cards", R.id.row_cards, CardsActivity::class.java),
            row(R.drawable.ic_export, "data.title", R.id.row_data, DataActivity::class.java),
            row(R.drawable.ic_sliders, "settings.title", R.id.row_settings, SettingsActivity::class.java),
        )
        column.put(host.rows(rows), top = 4)
        column.put(host.words(format.text("about.not_a_device"), Type.SMALL, R.color.text3).inset(4, 0), top = 16)
    }

    private fun row(icon: Int, key: String, id: Int, page: Class<out Activity>): View =
        host.rowOf(icon, host.format.text(key), "") { host.startActivity(Intent(host, page)) }.apply { this.id = id }
}
