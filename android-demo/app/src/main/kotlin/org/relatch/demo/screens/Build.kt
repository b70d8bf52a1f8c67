package org.relatch.demo.screens

import android.content.Context
import android.content.res.ColorStateList
import android.graphics.Canvas
import android.graphics.Typeface
import android.graphics.drawable.Drawable
import android.graphics.drawable.GradientDrawable
import android.graphics.drawable.RippleDrawable
import android.text.SpannableString
import android.text.Spanned
import android.text.style.ForegroundColorSpan
import android.text.style.RelativeSizeSpan
import android.util.TypedValue
import android.view.Gravity
import android.view.View
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.Button
import android.widget.ImageView
import android.widget.LinearLayout
import android.widget.TextView
import org.relatch.demo.R
import org.relatch.demo.state.Sign
import kotlin.math.min
import kotlin.math.roundToInt

// The few parts that every screen is made of.

/** Type roles of the look: size in sp, and the face. */
internal enum class Type(val sp: Float, val family: String) {
    DISPLAY(112f, "serif"),
    RUNNING(62f, "serif"),
    HERO(52f, "serif"),
    WORDS(30f, "serif"),
    TITLE(26f, "serif"),
    H2(20f, "serif"),
    FIGURE(23f, "serif"),
    AMOUNT(18f, "serif"),
    ACTION(17f, "sans-serif-medium"),
    ITEM(16f, "sans-serif-medium"),
    BODY(16f, "sans-serif"),
    LABEL(14f, "sans-serif"),
    SMALL(13f, "sans-serif"),
    AXIS(12f, "sans-serif"),
}

/** The largest letters grow to this much only; all others fully. */
private const val LARGEST_HERO_SCALE = 1.3f

/** From here on drawings give way to text, and tiles stand in one column. */
private const val LARGE_FONT_SCALE = 1.3f

internal val Context.isLargeType: Boolean get() = resources.configuration.fontScale >= LARGE_FONT_SCALE

/** A short screen: what is touched comes first, and drawings are small. */
internal val Context.isShort: Boolean get() = resources.configuration.screenHeightDp < SHORT_DP

private const val SHORT_DP = 640

internal fun Context.dp(value: Number): Int = (value.toFloat() * resources.displayMetrics.density).roundToInt()

internal fun Context.sizePx(type: Type): Float {
    val scale = resources.configuration.fontScale
    val most = if (type.sp >= Type.WORDS.sp) min(scale, LARGEST_HERO_SCALE) else scale
    return type.sp * resources.displayMetrics.density * most
}

internal fun TextView.wear(type: Type, colour: Int = R.color.text) {
    setTextSize(TypedValue.COMPLEX_UNIT_PX, context.sizePx(type))
    typeface = Typeface.create(type.family, Typeface.NORMAL)
    setTextColor(context.getColor(colour))
    includeFontPadding = type.sp < Type.HERO.sp
    setLineSpacing(0f, LINE_SPACING)
}

private const val LINE_SPACING = 1.08f

/** Plain words. */
internal fun Context.words(text: CharSequence, type: Type = Type.BODY, colour: Int = R.color.text): TextView =
    TextView(this).apply {
        this.text = text
        wear(type, colour)
        textAlignment = View.TEXT_ALIGNMENT_VIEW_START
    }

/** A figure with its unit smaller: "1 h 55", "41 ml". */
internal fun Context.figure(text: String, unitColour: Int = R.color.text2): CharSequence {
    val span = SpannableString(text)
    Regex("[^\\p{Nd}.,:–]+").findAll(text).filter { it.value.isNotBlank() }.forEach {
        val range = it.range
        span.setSpan(RelativeSizeSpan(UNIT_SIZE), range.first, range.last + 1, Spanned.SPAN_EXCLUSIVE_EXCLUSIVE)
        val colour = ForegroundColorSpan(getColor(unitColour))
        span.setSpan(colour, range.first, range.last + 1, Spanned.SPAN_EXCLUSIVE_EXCLUSIVE)
    }
    return span
}

private const val UNIT_SIZE = 0.58f

internal fun Context.column(vararg children: View): LinearLayout = LinearLayout(this).apply {
    orientation = LinearLayout.VERTICAL
    children.forEach { addView(it, it.overTheWidth()) }
}

internal fun Context.row(vararg children: View): LinearLayout = LinearLayout(this).apply {
    orientation = LinearLayout.HORIZONTAL
    gravity = Gravity.CENTER_VERTICAL
    children.forEach { addView(it, it.layoutParams ?: LinearLayout.LayoutParams(WRAP_CONTENT, WRAP_CONTENT)) }
}

/** Children beside each other in equal shares, or below each other when type is large. */
internal fun Context.shares(children: List<View>, gap: Int = 10, stacked: Boolean = isLargeType): LinearLayout =
    LinearLayout(this).apply {
        orientation = if (stacked) LinearLayout.VERTICAL else LinearLayout.HORIZONTAL
        isBaselineAligned = false
        children.forEachIndexed { place, child ->
            val size = if (stacked) {
                LinearLayout.LayoutParams(MATCH_PARENT, WRAP_CONTENT)
            } else {
                LinearLayout.LayoutParams(0, MATCH_PARENT, 1f)
            }
            if (place > 0) {
                if (stacked) {
                    size.topMargin = dp(gap)
                } else {
                    size.marginStart = dp(gap)
                }
            }
            addView(child, size)
        }
    }

/** Space around a view inside a column or row. */
internal fun <T : View> T.margins(start: Int = 0, top: Int = 0, end: Int = 0, bottom: Int = 0): T = apply {
    val params = layoutParams as? LinearLayout.LayoutParams ?: LinearLayout.LayoutParams(WRAP_CONTENT, WRAP_CONTENT)
    params.marginStart = context.dp(start)
    params.topMargin = context.dp(top)
    params.marginEnd = context.dp(end)
    params.bottomMargin = context.dp(bottom)
    layoutParams = params
}

/** Adds a view over the whole width, so far below the one before. */
internal fun <T : View> LinearLayout.put(view: T, top: Int = 0): T {
    val size = view.overTheWidth()
    size.topMargin += context.dp(top)
    addView(view, size)
    return view
}

/** The size of a view in a column: its own, or the whole width. */
private fun View.overTheWidth(): LinearLayout.LayoutParams {
    val own = layoutParams as? LinearLayout.LayoutParams
    val size = own ?: LinearLayout.LayoutParams(MATCH_PARENT, layoutParams?.height ?: WRAP_CONTENT)
    if (size.width == WRAP_CONTENT) size.width = MATCH_PARENT
    return size
}

/** Adds a view that takes what width is left in a row. */
internal fun <T : View> LinearLayout.putWide(view: T): T {
    addView(view, LinearLayout.LayoutParams(0, WRAP_CONTENT, 1f))
    return view
}

internal fun <T : View> T.inset(start: Int, top: Int, end: Int = start, bottom: Int = top): T = apply {
    setPaddingRelative(context.dp(start), context.dp(top), context.dp(end), context.dp(bottom))
}

internal fun Context.shape(fill: Int, radius: Int, outline: Int? = null, width: Float = 1.5f): GradientDrawable =
    GradientDrawable().apply {
        setColor(getColor(fill))
        cornerRadius = dp(radius).toFloat()
        outline?.let { setStroke(dp(width), getColor(it)) }
    }

/** A shape that answers a touch. */
internal fun Context.touchable(shape: Drawable): Drawable =
    RippleDrawable(ColorStateList.valueOf(getColor(R.color.dim)), shape, shape.constantState?.newDrawable())

private const val ROUND = 500

/** A card of the look. */
internal fun Context.card(vararg children: View): LinearLayout = column(*children).apply {
    background = shape(R.color.surface, CARD_RADIUS)
    inset(CARD_PADDING, CARD_PADDING)
}

internal const val CARD_RADIUS = 24
internal const val CARD_PADDING = 16
internal const val TOUCH = 48

internal fun Context.icon(drawable: Int, colour: Int, size: Int = 24): ImageView = ImageView(this).apply {
    setImageDrawable(getDrawable(drawable))
    imageTintList = ColorStateList.valueOf(getColor(colour))
    layoutParams = LinearLayout.LayoutParams(dp(size), dp(size))
    importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_NO
}

/** How much a button asks to be pressed. */
internal enum class Weight(val fill: Int, val text: Int) {
    MAIN(R.color.btn, R.color.on_btn),
    SECOND(R.color.raised, R.color.text),
    PLAIN(android.R.color.transparent, R.color.ember),
    ALERT(R.color.alert_btn, R.color.on_alert_btn),
}

internal fun Context.button(
    text: CharSequence,
    weight: Weight = Weight.SECOND,
    icon: Int? = null,
    height: Int = 56,
    colour: Int = weight.text,
    onClick: (View) -> Unit,
): Button = IconButton(this).apply {
    this.text = text
    wear(Type.ACTION, colour)
    isAllCaps = false
    stateListAnimator = null
    elevation = 0f
    gravity = Gravity.CENTER
    minHeight = dp(height)
    minimumHeight = dp(height)
    minWidth = dp(TOUCH)
    minimumWidth = dp(TOUCH)
    inset(18, 8)
    background = touchable(shape(weight.fill, ROUND))
    icon?.let {
        val drawable = checkNotNull(getDrawable(it)).mutate()
        drawable.setTint(getColor(colour))
        drawable.setBounds(0, 0, dp(22), dp(22))
        setCompoundDrawablesRelative(drawable, null, null, null)
        compoundDrawablePadding = dp(10)
        gravity = Gravity.START or Gravity.CENTER_VERTICAL
    }
    setOnClickListener(onClick)
}

/** A button whose icon stands beside its words, both in the middle; the framework would leave it at the edge. */
private class IconButton(context: Context) : Button(context) {
    override fun getAccessibilityClassName(): CharSequence = Button::class.java.name

    override fun onDraw(canvas: Canvas) {
        val icon = compoundDrawablesRelative.firstOrNull() ?: return super.onDraw(canvas)
        val words = (0 until lineCount).maxOfOrNull { layout.getLineWidth(it) } ?: 0f
        val content = icon.bounds.width() + compoundDrawablePadding + words + paddingStart + paddingEnd
        val shift = ((width - content) / 2).coerceAtLeast(0f)
        canvas.save()
        canvas.translate(if (layoutDirection == View.LAYOUT_DIRECTION_RTL) -shift else shift, 0f)
        super.onDraw(canvas)
        canvas.restore()
    }
}

/** A round button that is an icon; [label] is what a screen reader says. */
internal fun Context.iconButton(
    drawable: Int,
    label: String,
    size: Int = TOUCH,
    fill: Int? = null,
    colour: Int = R.color.text,
    onClick: (View) -> Unit,
): ImageView = icon(drawable, colour, size).apply {
    importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_YES
    scaleType = ImageView.ScaleType.CENTER
    contentDescription = label
    isClickable = true
    isFocusable = true
    background = touchable(shape(fill ?: android.R.color.transparent, ROUND))
    setOnClickListener(onClick)
}

internal fun Context.line(): View = View(this).apply {
    setBackgroundColor(getColor(R.color.line))
    layoutParams = LinearLayout.LayoutParams(MATCH_PARENT, dp(1))
}

internal val Sign.drawable: Int
    get() = when (this) {
        Sign.NURSE -> R.drawable.ic_nurse
        Sign.PUMP -> R.drawable.ic_pump
        Sign.HAND -> R.drawable.ic_hand
        Sign.BOTTLE -> R.drawable.ic_bottle
        Sign.CUP -> R.drawable.ic_cup
        Sign.SKIN -> R.drawable.ic_skin
        Sign.SCALE -> R.drawable.ic_scale
        Sign.DIAPER -> R.drawable.ic_diaper
        Sign.PILL -> R.drawable.ic_pill
        Sign.THERMO -> R.drawable.ic_thermo
        Sign.FLAG -> R.drawable.ic_flag
        Sign.NOTE -> R.drawable.ic_note
    }

/** Whether the icon is that of a session. */
internal val Sign.isSession: Boolean get() = this == Sign.NURSE || this == Sign.PUMP || this == Sign.HAND
