package org.relatch.demo

import android.app.Activity
import android.graphics.Bitmap
import android.graphics.BitmapFactory
import android.graphics.Canvas
import android.view.View
import java.io.File
import kotlin.math.abs

/** Pictures of screens: made, compared with the stored ones, and written to be looked at. */
object Screenshot {
    private val made = File("target/screenshots")
    private val stored = File("../screenshots")

    /** Half the size of the screen: enough to see, small enough to keep. */
    fun of(view: View): Bitmap = Bitmap.createScaledBitmap(whole(view), view.width / 2, view.height / 2, true)

    /** Every pixel of a view. */
    fun whole(view: View): Bitmap {
        view.measure(
            View.MeasureSpec.makeMeasureSpec(view.width, View.MeasureSpec.EXACTLY),
            View.MeasureSpec.makeMeasureSpec(view.height, View.MeasureSpec.EXACTLY),
        )
        view.layout(0, 0, view.width, view.height)
        val whole = Bitmap.createBitmap(view.width, view.height, Bitmap.Config.ARGB_8888)
        view.draw(Canvas(whole))
        return whole
    }

    fun of(activity: Activity): Bitmap = of(activity.window.decorView)

    /** Fails when the screen differs from its stored picture; with `-Dscreenshots.record` stores it instead. */
    fun check(name: String, picture: Bitmap) {
        write(File(made, "$name.png"), picture)
        val file = File(stored, "$name.png")
        if (System.getProperty("screenshots.record").toBoolean()) return write(file, picture)
        check(file.exists()) { "no picture $name is stored; look at target/screenshots and record it" }
        val share = difference(BitmapFactory.decodeFile(file.path), picture)
        check(share <= TOLERANCE) { "$name differs from its stored picture in ${share * 100} % of its pixels" }
    }

    /** The share of pixels in which a channel differs by more than a shade; 1 when the sizes differ. */
    fun difference(one: Bitmap, other: Bitmap): Double {
        if (one.width != other.width || one.height != other.height) return 1.0
        val (a, b) = pixels(one) to pixels(other)
        val differing = a.indices.count { at ->
            listOf(0, 8, 16).any { abs((a[at] shr it and 0xFF) - (b[at] shr it and 0xFF)) > SHADE }
        }
        return differing.toDouble() / a.size
    }

    fun pixels(picture: Bitmap): IntArray = IntArray(picture.width * picture.height).also {
        picture.getPixels(it, 0, picture.width, 0, 0, picture.width, picture.height)
    }

    private fun write(file: File, picture: Bitmap) {
        file.parentFile?.mkdirs()
        file.outputStream().use { picture.compress(Bitmap.CompressFormat.PNG, 100, it) }
    }

    /** One pixel in five hundred may differ. */
    private const val TOLERANCE = 0.002
    private const val SHADE = 12
}
