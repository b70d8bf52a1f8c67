package org.relatch.demo.screens

import android.content.Intent
import android.net.Uri
import android.widget.LinearLayout
import org.relatch.demo.R
import org.relatch.demo.state.FlagCard

/** A red flag: what to do, what was logged, whom to call; answered it is one line for the day. */
internal class FlagView(
    private val host: ScreenActivity,
    flag: FlagCard,
    answer: () -> Unit,
) : LinearLayout(host) {
    init {
        val format = host.format
        orientation = VERTICAL
        background = host.shape(R.color.alert_box, CARD_RADIUS, R.color.alert_line)
        inset(CARD_PADDING, if (flag.isAnswered) 10 else CARD_PADDING)
        if (flag.isAnswered) {
            put(host.words(flag.title, Type.BODY, R.color.on_alert))
        } else {
            put(host.words(flag.title, Type.H2, R.color.on_alert))
            put(host.words(flag.detail, Type.BODY, R.color.on_alert), top = 8)
            val emergency = host.choices.emergency
            val provider = host.choices.provider
            if (provider.isNotEmpty()) {
                put(call(format.text("button.call", "name" to provider), provider, Weight.ALERT), top = 12)
            }
            if (emergency.isNotEmpty()) {
                val words = format.text("flagcard.emergency_call", "number" to emergency)
                put(call(words, emergency, if (provider.isEmpty()) Weight.ALERT else Weight.PLAIN), top = 8)
            }
            val hasNumber = provider.isNotEmpty() || emergency.isNotEmpty()
            val weight = if (hasNumber) Weight.PLAIN else Weight.ALERT
            val called = host.button(
                format.text("flag.answer.called"),
                weight,
                colour = if (hasNumber) R.color.on_alert else weight.text,
            ) {
                answer()
            }
            if (hasNumber) called.background = host.touchable(host.shape(R.color.alert_box, 28, R.color.alert_line))
            called.id = R.id.flag_called
            put(called, top = 12)
            if (flag.isQuestion) {
                val notSo = host.button(format.text("flag.answer.not_so"), Weight.PLAIN) { answer() }
                notSo.id = R.id.flag_not_so
                notSo.setTextColor(host.getColor(R.color.on_alert))
                put(notSo, top = 8)
            }
            put(host.words(flag.source, Type.SMALL, R.color.on_alert), top = 10)
        }
    }

    private fun call(words: String, number: String, weight: Weight) =
        host.button(words, weight, R.drawable.ic_phone) {
            host.startActivity(Intent(Intent.ACTION_DIAL, Uri.fromParts("tel", number, null)))
        }.apply { if (weight == Weight.PLAIN) setTextColor(host.getColor(R.color.on_alert)) }
}
