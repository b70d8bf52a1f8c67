package org.relatch.demo

import android.app.Activity
import android.content.Context
import android.view.View

// android-all keeps the framework's own @Nullable, which the SDK's android.jar drops on these two: going through here
// compiles the same against both.

/** The view of an id that the layout is known to hold. */
fun <T : View> Activity.view(id: Int): T = checkNotNull(findViewById<T>(id))

/** A service of the system that every phone has. */
inline fun <reified T : Any> Context.service(): T = checkNotNull(getSystemService(T::class.java))

/** On code that looks at the API level itself; the build's check of what Android 8 has skips it. */
@Retention(AnnotationRetention.BINARY)
annotation class ChecksApiLevel
