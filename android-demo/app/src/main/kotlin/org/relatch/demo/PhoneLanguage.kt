package org.relatch.demo

import android.annotation.SuppressLint
import android.content.Context
import android.icu.text.DateFormat
import android.icu.text.NumberFormat
import android.icu.util.TimeZone
import android.icu.util.ULocale
import android.text.format.DateFormat.is24HourFormat
import org.relatch.demo.state.Language
import org.relatch.resourceName
import java.math.BigDecimal
import java.math.RoundingMode
import java.util.Date

/** The language of a context: sentences of the resources, numbers and dates by the phone's own tables. */
class PhoneLanguage(private val context: Context) : Language {
    private val locale: ULocale = ULocale.forLocale(context.resources.configuration.locales[0])

    override fun text(key: String): String? = id(key, "string")?.let(context::getString)

    override fun plural(key: String, count: Int): String? =
        id(key, "plurals")?.let { context.resources.getQuantityText(it, count).toString() }

    @SuppressLint("DiscouragedApi") // Keys come from the core; keep.xml keeps their resources.
    private fun id(key: String, type: String): Int? =
        context.resources.getIdentifier(resourceName(key), type, context.packageName).takeIf { it != 0 }

    override fun number(value: Double, places: Int): String =
        NumberFormat.getInstance(locale).apply {
            minimumFractionDigits = 0
            maximumFractionDigits = places
        }.format(BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_UP))

    override fun twoDigits(value: Int): String =
        NumberFormat.getInstance(locale).apply { minimumIntegerDigits = 2 }.format(value)

    override fun date(utcMs: Long, offsetS: Int, skeleton: String): String {
        val hours = if (is24HourFormat(context)) "H" else "h"
        val format = DateFormat.getPatternInstance(skeleton.replace("j", hours), locale)
        // As if it were Greenwich, so that any offset will do.
        format.timeZone = TimeZone.getTimeZone("GMT")
        return format.format(Date(utcMs + offsetS * 1_000L))
    }

    override fun capitalized(text: String): String =
        text.replaceFirstChar { it.titlecase(locale.toLocale()) }
}
