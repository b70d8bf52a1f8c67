package org.relatch.demo.screens

import android.app.Dialog
import android.view.Gravity
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.view.Window
import android.widget.ScrollView
import org.relatch.demo.R
import org.relatch.demo.state.EntryType

/** What else can be logged; it comes up from below, where the thumb is. */
internal class KindsDialog(private val host: ScreenActivity) : Dialog(host) {
    init {
        requestWindowFeature(Window.FEATURE_NO_TITLE)
        val format = host.format
        val list = host.column().apply {
            id = R.id.kinds
            background = host.shape(R.color.raised, CARD_RADIUS)
            inset(16, 12)
        }
        EntryType.entries.forEach { type ->
            val colour = if (type.sign.isSession) R.color.ember else R.color.text2
            val row = host.rowOf(type.sign.drawable, format.text(type.key), "", iconColour = colour) {
                dismiss()
                host.startActivity(SheetActivity.new(host, type))
            }
            row.tag = type.name
            list.put(row)
        }
        setContentView(ScrollView(host).apply { addView(list) })
        window?.run {
            setBackgroundDrawableResource(android.R.color.transparent)
            setLayout(MATCH_PARENT, WRAP_CONTENT)
            setGravity(Gravity.BOTTOM)
        }
    }
}
