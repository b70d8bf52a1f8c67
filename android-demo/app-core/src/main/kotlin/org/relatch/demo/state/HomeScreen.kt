package org.relatch.demo.state

import org.relatch.Changed
import org.relatch.Day
import org.relatch.DaySummary
import org.relatch.EntryKind
import org.relatch.EntryQuery
import org.relatch.Home
import org.relatch.JournalInterface
import org.relatch.Logged
import org.relatch.Now
import org.relatch.QuickAction
import org.relatch.RedFlag
import org.relatch.Running
import org.relatch.SessionKind
import org.relatch.Side
import org.relatch.Volume

private const val DAY_MS = 86_400_000L
private const val NOT_OVER_YET_MS = 300_000L

/** One figure with its caption. */
public data class Caption(val value: String, val caption: String)

/** One tile of Home: a tap logs as just done, its corner starts the clock. */
public data class ActionTile(
    /** What a tap logs. */
    val title: String,
    /** What is said below; empty in simple mode. */
    val detail: String,
    /** Its icon. */
    val sign: Sign,
    /** Whether its corner starts the clock. */
    val canStart: Boolean,
    /** Suggested: drawn as box with an outline. */
    val isSuggested: Boolean,
    /** What a screen reader says of the tile. */
    val spoken: String,
    /** What a screen reader says of its corner. */
    val spokenCorner: String,
)

/** A running session as it is shown; its clocks go on by themselves between two reads. */
public data class RunningCard(
    /** What is running. */
    val title: String,
    /** Since when. */
    val since: String,
    /** Its clock when it was read; absent when it was forgotten. */
    val elapsedMs: Long?,
    /** Clocks of the sides when they were read; absent where there are none to switch. */
    val sides: Sides?,
    /** When it was read, in milliseconds since 1970. */
    val readMs: Long,
    /** Whether it is paused. */
    val isPaused: Boolean,
    /** "Still going?" in place of the clock. */
    val question: String?,
    /** Whether a supplementer can go with it. */
    val canSupplement: Boolean,
) {
    /** The two side cards; the lit one runs. */
    public data class Sides(
        val leftMs: Long,
        val rightMs: Long,
        /** True: left runs, false: right, absent: none. */
        val isLeft: Boolean?,
        val left: String,
        val right: String,
    )

    private fun since(now: Now): Long = if (isPaused || elapsedMs == null) 0 else (now.utcMs - readMs).coerceAtLeast(0)

    /** Its clock now. */
    public fun elapsed(now: Now): Long? = elapsedMs?.plus(since(now))

    /** The clock of the left side now. */
    public fun left(now: Now): Long = (sides?.leftMs ?: 0) + if (sides?.isLeft == true) since(now) else 0

    /** The clock of the right side now. */
    public fun right(now: Now): Long = (sides?.rightMs ?: 0) + if (sides?.isLeft == false) since(now) else 0
}

/** A red flag on top of everything. */
public data class FlagCard(
    /** Its stable name. */
    val key: String,
    /** What to do. */
    val title: String,
    /** What was logged. */
    val detail: String,
    /** Whether "it is not so" is an answer. */
    val isQuestion: Boolean,
    /** Where the limit comes from. */
    val source: String,
    /** Answered: one line for the day. */
    val isAnswered: Boolean,
)

/** The bar after a change. */
public data class UndoBar(
    /** What happened. */
    val title: String,
    /** What comes next. */
    val detail: String,
    /** Whether it can be taken back. */
    val canUndo: Boolean,
    /** The entry to give an amount to, when it was not measured. */
    val amountFor: String?,
)

/** Everything that Home shows. */
public data class HomeScreen(
    val title: String,
    val subtitle: String,
    /** Words of the button for four hours of sleep. */
    val sleep: String,
    val ring: DayRing,
    /** Above the large words of the ring. */
    val overline: String,
    /** Large words of the ring. */
    val hero: String,
    /** Below them. */
    val next: String,
    /** Last line of the ring. */
    val nextDetail: String,
    /** Sessions, time spent, longest gap, last night; empty in simple mode. */
    val figures: List<Caption>,
    /** Own milk and what was not measured; absent when there is none. */
    val milk: String?,
    /** Formula and donor milk; absent when there is none. */
    val supplement: String?,
    /** A card on the empty screen. */
    val zeroIsNormal: String?,
    /** Facts about frequency stay silent; absent when they do not. */
    val silenced: String?,
    /** The ring made straight, for large letters. */
    val strip: DayStrip,
    /** Place of the next session on it; absent when it lies on another day. */
    val stripNext: Float?,
    val hint: String,
    val tiles: List<ActionTile>,
    val running: List<RunningCard>,
    val flags: List<FlagCard>,
    val isSimple: Boolean,
)

/** What Home was made of; a tap's answer makes the next one without another read. */
public data class HomeRead(
    val home: Home,
    val sessions: List<DrawnSession>,
    val flags: List<RedFlag>,
    val restart: Day?,
    /** With one baby at most no name is needed before a session. */
    val isOnlyBaby: Boolean,
    val now: Now,
) {
    /** After a tap that logged. */
    public fun after(logged: Logged, now: Now): HomeRead = copy(
        home = logged.home,
        flags = logged.home.flags,
        sessions = sessions + listOfNotNull(drawnSession(logged.entry)),
        now = now,
    )

    /** After a change of what runs. */
    public fun after(changed: Changed, now: Now): HomeRead =
        copy(home = changed.home, flags = changed.home.flags, now = now)
}

/** Reads all that Home shows, in one go. */
public fun readHome(journal: JournalInterface, now: Now): HomeRead {
    val entries = journal.entries(EntryQuery(now.utcMs - DAY_MS, now.utcMs + NOT_OVER_YET_MS, 200)).entries
    val home = journal.home(now)
    return HomeRead(
        home,
        entries.mapNotNull(::drawnSession),
        home.flags,
        journal.journey().restart,
        journal.babies().size < 2,
        now,
    )
}

/** Home as it is shown. */
public fun homeScreen(read: HomeRead, format: Format): HomeScreen {
    val (home, now, simple) = Triple(read.home, read.now, format.settings.simple)
    val words = ringWords(home, now, format)
    return HomeScreen(
        title = format.weekday(home.today.day),
        subtitle = if (simple) "" else subtitle(read, format),
        sleep = if (simple) format.text("simple.sleep") else format.text("home.sleep", "hours" to format.number(4)),
        ring = dayRing(home, read.sessions, now, format),
        overline = words.overline,
        hero = words.hero,
        next = words.next,
        nextDetail = words.detail,
        figures = if (simple || home.sinceMin == null) emptyList() else figures(home.today, format),
        milk = if (simple) null else milk(home.today, format),
        supplement = if (simple) null else supplement(home.today, format),
        zeroIsNormal = if (home.sinceMin == null) format.text("home.zero_is_normal") else null,
        silenced = if (home.frequencyPromptsSilenced) format.text("home.frequency_silenced") else null,
        strip = dayStrip(read.sessions.filter { it.day == home.today.day }, now, isToday = true, format),
        stripNext = home.next?.takeIf { it.at.utcMs > now.utcMs }?.let { placeOfDay(it.at, format) },
        hint = if (simple) "" else format.text("home.tap_once_done"),
        tiles = home.actions.mapIndexed { place, action -> tile(place, action, read.isOnlyBaby, format) },
        running = home.running.map { running(it, read, format) },
        flags = read.flags.map { flagCard(it, format) },
        isSimple = simple,
    )
}

private fun subtitle(read: HomeRead, format: Format): String {
    val days = read.restart?.let { (dayNumber(read.home.today.day) - dayNumber(it)).toInt() } ?: return ""
    return if (days <= 0) format.text("home.first_day") else format.counted("home.days_since_restart", "days", days)
}

private class RingWords(val overline: String, val hero: String, val next: String, val detail: String)

private fun ringWords(home: Home, now: Now, format: Format): RingWords {
    val since = home.sinceMin
        ?: return RingWords("", format.text("home.ready_when_you_are"), "", format.text("home.first_ray"))
    val next = home.next
    val isDue = next == null || next.at.utcMs <= now.utcMs
    if (format.settings.simple) {
        val hero = format.text(if (isDue) "simple.now" else "simple.time_to_rest")
        return RingWords("", hero, if (isDue) "" else format.text("simple.soon"), "")
    }
    val (line, detail) = when {
        next == null -> "" to ""
        isDue -> format.text("home.when_ready") to ""
        else -> format.text("home.next_at", "time" to format.time(next.at)) to format.text("home.or_when_ready")
    }
    return RingWords(format.text("home.since_last"), format.minutes(since.toInt()), line, detail)
}

private fun figures(day: DaySummary, format: Format): List<Caption> {
    val none = "–"
    return listOf(
        Caption(format.number(day.sessions ?: 0), format.text("home.sessions")),
        Caption(day.stimulationMs?.let(format::duration) ?: none, format.text("home.time_spent")),
        Caption(day.longestGapMs?.let(format::duration) ?: none, format.text("home.longest_gap")),
        Caption(day.nightSessions?.let(format::number) ?: none, format.text("home.last_night")),
    )
}

private fun milk(day: DaySummary, format: Format): String? {
    val milk = day.ownMilk
    val measured = "volume" to format.volume(milk.measuredUl.toDouble())
    val parts = listOfNotNull(
        if (milk.measured > 0) {
            "${format.text("home.own_milk", measured)} ${format.text("home.measured")}"
        } else {
            null
        },
        if (milk.unmeasured > 0) format.counted("home.unmeasured", "sessions", milk.unmeasured) else null,
    )
    return parts.joinToString(", ").ifEmpty { null }
}

private fun supplement(day: DaySummary, format: Format): String? {
    val parts = listOf("home.formula" to day.formulaUl, "home.donor" to day.donorUl).filter { it.second > 0 }
    return parts.joinToString(", ") { (key, ul) -> format.text(key, "volume" to format.volume(ul.toDouble())) }
        .ifEmpty { null }
}

private fun tile(place: Int, action: QuickAction, isOnlyBaby: Boolean, format: Format): ActionTile {
    val kind = action.kind
    val side = action.side
    val title = when {
        kind is EntryKind.Supplement -> format.kind(kind)
        kind is EntryKind.Nursing && side == Side.LEFT -> format.text("action.nursing_left")
        kind is EntryKind.Nursing && side == Side.RIGHT -> format.text("action.nursing_right")
        else -> format.text(action.labelKey)
    }
    val detail = when {
        kind is EntryKind.Supplement -> format.text(
            "action.as_last_time",
            "volume" to format.volume(kind.supplement.volume),
        )
        side != null -> format.text("action.was_last", "side" to format.side(side.other))
        else -> format.text("action.both_sides")
    }
    return ActionTile(
        title = format.about(action.baby.takeUnless { isOnlyBaby }, title),
        detail = if (format.settings.simple) "" else detail,
        sign = kind.sign(),
        canStart = kind.session != null,
        isSuggested = place == 0,
        spoken = format.text("action.log_now", "what" to title),
        spokenCorner = format.text("action.start", "what" to title),
    )
}

internal val Side.other: Side get() = if (this == Side.LEFT) Side.RIGHT else Side.LEFT

private fun running(running: Running, read: HomeRead, format: Format): RunningCard {
    val side = running.side
    val title = when {
        running.kind != SessionKind.NURSING -> format.text("running.expression")
        side == null -> format.text("running.nursing")
        else -> format.text("running.nursing_side", "side" to format.side(side))
    }
    val words = { mine: Side ->
        if (mine == side) {
            format.text("running.now", "side" to format.text("side.${mine.key()}_title"))
        } else {
            format.text("running.switch", "side" to format.side(mine))
        }
    }
    val sides = RunningCard.Sides(
        running.leftMs,
        running.rightMs,
        side?.let { it == Side.LEFT },
        words(Side.LEFT),
        words(Side.RIGHT),
    )
    return RunningCard(
        title = format.about(
            running.baby.takeUnless { read.isOnlyBaby },
            if (running.paused) format.text("running.paused") else title,
        ),
        since = format.text("running.since", "time" to format.time(running.start)),
        elapsedMs = if (running.forgotten) null else running.elapsedMs,
        sides = sides.takeIf { running.kind == SessionKind.NURSING },
        readMs = read.now.utcMs,
        isPaused = running.paused,
        question = if (running.forgotten) format.text("running.still_going") else null,
        canSupplement = running.kind == SessionKind.NURSING,
    )
}

/** The key of a flag's sentence. */
public val RedFlag.textKey: String get() = sign?.let { "flag.sign.${it.key()}" } ?: "flag.${kind.key()}"

private fun flagCard(flag: RedFlag, format: Format): FlagCard {
    val detail = format.about(flag.baby, format.fact(flag.textKey, flag.seen))
    return FlagCard(
        key = flag.key,
        title = format.text("flag.level.${flag.level.key()}"),
        detail = listOfNotNull(
            detail,
            if (flag.question) format.text("flag.question") else null,
            if (flag.bornEarly) format.text("flag.born_early") else null,
        ).joinToString(" "),
        isQuestion = flag.question,
        source = format.text("about.source", "source" to flag.source),
        isAnswered = flag.answeredMs != null,
    )
}

/** The bar after something was logged. */
public fun undoBar(logged: Logged, format: Format): UndoBar {
    val kind = logged.entry.kind
    val isOpen = kind is EntryKind.Expression && kind.expression.sum == Volume.Unmeasured
    return UndoBar(
        format.text("undo.logged", "what" to format.kind(kind), "time" to format.time(logged.entry.start)),
        logged.home.next?.let { format.text("undo.next", "time" to format.time(it.at)) }.orEmpty(),
        canUndo = true,
        amountFor = logged.entry.id.takeIf { isOpen && !format.settings.simple },
    )
}
