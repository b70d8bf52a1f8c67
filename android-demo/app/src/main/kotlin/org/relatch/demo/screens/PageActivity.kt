package org.relatch.demo.screens

import android.os.Bundle
import android.view.View
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.widget.LinearLayout
import android.widget.ScrollView
import android.widget.TextView
import org.relatch.demo.R

/** A screen behind the five: a way back, a title, and a column that scrolls. */
abstract class PageActivity : ScreenActivity() {
    /** Where the page is built. */
    internal lateinit var column: LinearLayout

    /** Below the column, always in reach; empty on most pages. */
    internal lateinit var foot: LinearLayout
    private lateinit var heading: TextView
    private lateinit var problem: TextView

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        heading = words("", Type.TITLE).apply {
            id = R.id.title
            isFocusable = true
            accessibilityHeading()
        }
        problem = problemLine(this)
        column = column().apply {
            id = R.id.column
            inset(16, 8, 16, 24)
        }
        foot = column().inset(16, 0)
        val back = iconButton(R.drawable.ic_earlier, format.text("button.back")) { finish() }
        back.id = R.id.back
        setContentView(
            column().apply {
                put(
                    row().apply {
                        addView(back)
                        putWide(heading.margins(start = 4))
                        inset(8, 8, 16, 0)
                    },
                )
                put(problem)
                val scroll = ScrollView(this@PageActivity).apply { addView(column) }
                addView(scroll, LinearLayout.LayoutParams(MATCH_PARENT, 0, 1f))
                put(foot)
                fitsSystemWindows = true
            },
        )
    }

    @org.relatch.demo.ChecksApiLevel
    private fun View.accessibilityHeading() {
        if (android.os.Build.VERSION.SDK_INT >= android.os.Build.VERSION_CODES.P) isAccessibilityHeading = true
    }

    internal fun name(title: String) {
        heading.text = title
        setTitle(title)
    }

    override fun onResume() {
        super.onResume()
        appear()
    }

    /** Reads what the page shows. */
    internal abstract fun appear()

    override fun complain(words: String) {
        problem.text = words
        problem.visibility = if (words.isEmpty()) View.GONE else View.VISIBLE
    }
}
