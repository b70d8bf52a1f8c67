package org.relatch.demo.screens

import org.relatch.demo.R

/** What is known: short cards with where it comes from. Those about frequency stay silent while a breast sign is open. */
class CardsActivity : PageActivity() {
    override fun appear() = ask({ journal, now -> journal.home(now).frequencyPromptsSilenced }) { show(it) }

    private fun show(isSilent: Boolean) {
        name(format.text("more.cards"))
        column.removeAllViews()
        if (isSilent) column.put(words(format.text("home.frequency_silenced"), Type.BODY, R.color.text2).inset(4, 8))
        CARDS.filter { !isSilent || it !in ABOUT_FREQUENCY }.forEach { card ->
            val title = words(format.text("card.$card.title"), Type.H2)
            val body = words(format.text("card.$card.body"), Type.BODY, R.color.text2)
            column.put(card(title, body.margins(top = 8)), top = 10)
        }
    }

    private companion object {
        val ABOUT_FREQUENCY = setOf("frequency", "nights")
        val CARDS = listOf(
            "frequency",
            "nights",
            "skin_to_skin",
            "supplementer",
            "hand_expression",
            "galactagogues",
            "consultant",
        )
    }
}
