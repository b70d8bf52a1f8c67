package org.relatch.demo

import android.content.Context
import android.content.SharedPreferences
import kotlin.properties.ReadWriteProperty
import kotlin.reflect.KProperty

/** What is chosen about the app on this phone and is no part of the journal; all private by default. */
class PhoneChoices(context: Context) {
    private val kept: SharedPreferences = context.getSharedPreferences("choices", Context.MODE_PRIVATE)

    /** Screens are left out of screenshots and of the list of recent apps. */
    var hidden by Flag(false)

    /** The phone's own lock is asked for when the app comes to the front. */
    var locked by Flag(false)

    /** Widget, tile and notifications show times and words of the log. */
    var details by Flag(false)

    /** The first run is over. */
    var introduced by Flag(false)

    /** "system", "dark" or "light". */
    var appearance by Word("system")

    /** Number of the emergency line, as typed. */
    var emergency by Word("")

    /** Number of the person's own provider, as typed. */
    var provider by Word("")

    /** Forgets everything. */
    fun erase() = kept.edit().clear().apply()

    private inner class Flag(private val unset: Boolean) : ReadWriteProperty<PhoneChoices, Boolean> {
        override fun getValue(thisRef: PhoneChoices, property: KProperty<*>) = kept.getBoolean(property.name, unset)

        override fun setValue(thisRef: PhoneChoices, property: KProperty<*>, value: Boolean) =
            kept.edit().putBoolean(property.name, value).apply()
    }

    private inner class Word(private val unset: String) : ReadWriteProperty<PhoneChoices, String> {
        override fun getValue(thisRef: PhoneChoices, property: KProperty<*>) =
            kept.getString(property.name, unset) ?: unset

        override fun setValue(thisRef: PhoneChoices, property: KProperty<*>, value: String) =
            kept.edit().putString(property.name, value).apply()
    }
}
