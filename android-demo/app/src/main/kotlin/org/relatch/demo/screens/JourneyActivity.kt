package org.relatch.demo.screens

import android.content.Context
import android.graphics.Canvas
import android.graphics.DashPathEffect
import android.graphics.Paint
import android.view.View
import org.relatch.JournalInterface
import org.relatch.Now
import org.relatch.Taper
import org.relatch.demo.R
import org.relatch.demo.state.JourneyScreen
import org.relatch.demo.state.PlanCard
import org.relatch.demo.state.PlanStairs
import org.relatch.demo.state.journeyScreen
import org.relatch.demo.state.readJourney

/** Journey and plan: restart and goal, and the plan's next step with its conditions. */
class JourneyActivity : PageActivity() {
    override fun appear() = ask(::readJourney) { show(journeyScreen(it, format)) }

    private fun show(screen: JourneyScreen) {
        name(screen.title)
        column.removeAllViews()
        column.put(story(screen))
        column.put(babies(screen), top = 12)
        column.put(plan(screen.plan), top = 12)
        column.put(words(screen.foot, Type.SMALL, R.color.text3).inset(4, 0), top = 12)
    }

    private fun story(screen: JourneyScreen): View = card().apply {
        put(words(screen.restarted, Type.H2))
        screen.story.forEach { put(words(it, Type.BODY, R.color.text2), top = 4) }
        val tracks = listOf(
            Triple("journey.supply", R.drawable.ic_drop to R.color.milk, screen.supply),
            Triple("journey.back_to_breast", R.drawable.ic_nurse to R.color.ember, screen.backToBreast),
        ).filter { it.third.isNotEmpty() }
        tracks.forEach { (key, sign, lines) ->
            put(
                row(
                    icon(sign.first, sign.second, 20).margins(end = 8),
                    words(format.text(key), Type.LABEL, R.color.text2),
                ),
                top = 14,
            )
            lines.forEach { put(words(it, Type.BODY), top = 4) }
        }
        val edit = button(format.text("button.edit"), icon = R.drawable.ic_pen) {
            startActivity(SheetActivity.of(this@JourneyActivity, SheetActivity.Subject.JOURNEY))
        }
        edit.id = R.id.edit_journey
        put(edit, top = 14)
    }

    private fun babies(screen: JourneyScreen): View {
        val rows = screen.babies.map { baby ->
            rowOf(R.drawable.ic_skin, baby.value, baby.caption) {
                startActivity(SheetActivity.of(this, SheetActivity.Subject.BABY, baby.value))
            }
        }
        val add = rowOf(R.drawable.ic_plus, format.text("baby.add"), "") {
            startActivity(SheetActivity.of(this, SheetActivity.Subject.BABY))
        }
        add.id = R.id.add_baby
        return rows(rows + add)
    }

    private fun plan(plan: PlanCard): View = card().apply {
        put(words(plan.sentence, Type.H2))
        plan.agreedWith?.let { put(words(it, Type.LABEL, R.color.text2), top = 6) }
        plan.stairs?.let { put(StairsView(this@JourneyActivity, it), top = 14) }
        plan.sum?.let { put(words(it, Type.BODY, R.color.text2), top = 10) }
        plan.conditions.forEachIndexed { at, condition ->
            if (at > 0) put(line())
            val (icon, colour) = if (condition.isMet) {
                R.drawable.ic_check to R.color.ember
            } else {
                R.drawable.ic_hold to R.color.text2
            }
            put(rowOf(icon, condition.text, "", iconColour = colour), top = if (at == 0) 10 else 0)
        }
        if (plan.canTakeStep) {
            val take = button(format.text("plan.take_step"), Weight.MAIN) {
                step {
                    journal,
                    now,
                    ->
                    journal.takeStep(now)
                }
            }
            take.id = R.id.take_step
            put(take, top = 12)
        }
        if (plan.canStepBack) {
            plan.before?.let { put(words(it, Type.LABEL, R.color.text2), top = 12) }
            val back = button(format.text("plan.step_back")) { step { journal, now -> journal.stepBack(now) } }
            back.id = R.id.step_back
            put(back, top = 8)
        }
        val edit = button(format.text(if (plan.hasPlan) "button.edit" else "plan.edit"), icon = R.drawable.ic_pen) {
            startActivity(SheetActivity.of(this@JourneyActivity, SheetActivity.Subject.PLAN))
        }
        edit.id = R.id.edit_plan
        put(edit, top = 12)
        plan.arithmetic?.let { put(words(it, Type.SMALL, R.color.text3), top = 12) }
    }

    private fun step(call: (JournalInterface, Now) -> Taper) = ask(call) { appear() }
}

/** The steps of a plan: done filled, now lit, to come dashed. */
internal class StairsView(context: Context, private val stairs: PlanStairs) : View(context) {
    private val density = resources.displayMetrics.density
    private val paint = Paint(Paint.ANTI_ALIAS_FLAG)
    private val words = Paint(Paint.ANTI_ALIAS_FLAG).apply {
        textSize = context.sizePx(Type.AXIS)
        textAlign = Paint.Align.CENTER
    }

    // A long plan shows the steps around the present one.
    private val first = (stairs.taken - AROUND).coerceIn(0, (stairs.steps.size - SHOWN).coerceAtLeast(0))
    private val shown = stairs.steps.indices.drop(first).take(SHOWN)

    init {
        contentDescription = shown.joinToString(", ") { stairs.words[it] }
        isFocusable = true
    }

    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) =
        setMeasuredDimension(MeasureSpec.getSize(widthMeasureSpec), (HEIGHT_DP * density + words.textSize * 3).toInt())

    override fun onDraw(canvas: Canvas) {
        val foot = height - words.textSize * 1.6f
        val head = words.textSize * 1.6f
        val highest = stairs.steps.max().coerceAtLeast(1.0)
        val share = width.toFloat() / shown.size
        shown.forEachIndexed { at, step ->
            val middle = share * (at + 0.5f)
            val x = if (layoutDirection == LAYOUT_DIRECTION_RTL) width - middle else middle
            val top = (foot - (foot - head) * stairs.steps[step] / highest).toFloat()
            block(canvas, x - share * 0.44f, minOf(top, foot - 2 * density), x + share * 0.44f, foot, step)
            words.color = context.getColor(if (step == stairs.taken) R.color.text else R.color.text2)
            canvas.drawText(stairs.words[step], x, top - 5 * density, words)
        }
        captions(canvas, share)
    }

    private fun block(canvas: Canvas, left: Float, top: Float, right: Float, foot: Float, step: Int) {
        val ahead = step > stairs.taken
        paint.style = if (ahead) Paint.Style.STROKE else Paint.Style.FILL
        paint.strokeWidth = 1.5f * density
        paint.pathEffect = if (ahead) DashPathEffect(floatArrayOf(4 * density, 4 * density), 0f) else null
        val colour = if (ahead) {
            R.color.ctl
        } else if (step == stairs.taken) {
            R.color.dim
        } else {
            R.color.supp
        }
        paint.color = context.getColor(colour)
        canvas.drawRoundRect(left, top, right, foot, 5 * density, 5 * density, paint)
    }

    private fun captions(canvas: Canvas, share: Float) {
        val groups = listOf(
            stairs.done to shown.filter { it < stairs.taken },
            stairs.now to shown.filter { it == stairs.taken },
            stairs.ahead to shown.filter { it > stairs.taken },
        )
        words.color = context.getColor(R.color.text2)
        groups.filter { it.second.isNotEmpty() }.forEach { (text, steps) ->
            val middle = share * ((shown.indexOf(steps.first()) + shown.indexOf(steps.last()) + 1) / 2f)
            val x = if (layoutDirection == LAYOUT_DIRECTION_RTL) width - middle else middle
            val half = words.measureText(text) / 2
            if (half * 2 <=
                share * steps.size
            ) {
                canvas.drawText(text, x.coerceIn(half, width - half), height - 4 * density, words)
            }
        }
    }

    private companion object {
        const val HEIGHT_DP = 112
        const val SHOWN = 8
        const val AROUND = 2
    }
}
