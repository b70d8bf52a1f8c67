import Foundation

/// Colour roles of the look; a view asks its palette for each.
public enum ColourRole: String, Sendable { case text, text2, ember, milk, supplement, alert, box, surface }

/// One figure with its caption.
public struct Caption: Equatable, Sendable {
  /// Already written with its unit.
  public let value: String
  /// What it is.
  public let caption: String
}

/// One tile of Home: a tap logs as just done, its corner starts the clock.
public struct ActionTile: Equatable, Sendable, Identifiable {
  /// Place among the tiles.
  public let id: Int
  /// What a tap logs.
  public let title: String
  /// Its symbol.
  public let icon: Icon
  /// What is said below; empty in simple mode.
  public let detail: String
  /// Whether its corner starts the clock.
  public let canStart: Bool
  /// Suggested: drawn as box with an outline.
  public let isSuggested: Bool
  /// Colour of its icon.
  public let role: ColourRole
  /// Colour of its ground.
  public let ground: ColourRole
  /// What a screen reader says of the tile.
  public let spoken: String
  /// What a screen reader says of its corner.
  public let spokenCorner: String
}

/// One side of a running session: lit while it is in use, the way to it otherwise.
public struct SideCard: Equatable, Sendable {
  /// Its clock as it stands.
  public let value: String
  /// Its words.
  public let caption: String
  /// Where its clock counts from while it goes on by itself.
  public let countsFrom: Date?
  /// Colour of its words.
  public let role: ColourRole
  /// Colour of its ground.
  public let ground: ColourRole
}

/// A running session as it is shown.
public struct RunningCard: Equatable, Sendable, Identifiable {
  /// The session.
  public let id: String
  /// What is running.
  public let title: String
  /// Its clock; absent when it was forgotten.
  public let elapsed: String?
  /// Where a clock counts from that goes on by itself; absent while it stands still.
  public let countsFrom: Date?
  /// Since when.
  public let since: String
  /// Side in use: "left", "right" or empty.
  public let side: String
  /// The left side.
  public let left: SideCard
  /// The right side.
  public let right: SideCard
  /// Words of the pause button.
  public let pauseButton: String
  /// Whether it is paused.
  public let isPaused: Bool
  /// Words of the finish button.
  public let finishButton: String
  /// Words of the discard button.
  public let discardButton: String
  /// Words of the button that opens how it ends; a nursing alone has a supplementer.
  public let detailsButton: String
  /// Above the choices of an earlier start.
  public let earlierLabel: String
  /// Whether each side has its card.
  public let hasSides: Bool
  /// How much earlier it may have begun.
  public let earlier: [Earlier]
  /// One choice of an earlier start.
  public struct Earlier: Equatable, Sendable, Identifiable {
    /// Minutes earlier.
    public let minutes: Int
    /// Its words.
    public let label: String
    /// One choice a number of minutes.
    public var id: Int { minutes }
  }
  /// "Still going?" in place of the clock.
  public let question: String?
}

/// A number to call, and its words.
public struct CallButton: Equatable, Sendable {
  /// Words of the button.
  public let label: String
  /// What the phone calls.
  public let number: URL
}

/// A red flag on top of everything.
public struct FlagCard: Equatable, Sendable, Identifiable {
  /// Its stable name.
  public let id: String
  /// What to do.
  public let title: String
  /// What was logged.
  public let detail: String
  /// Who is called: the provider, or at once the emergency number.
  public let call: CallButton?
  /// When not to wait for the provider.
  public let emergencyTitle: String?
  /// The emergency number.
  public let emergency: CallButton?
  /// Words of the answers.
  public let called: String
  /// "It is not so", where it is a question.
  public let notSo: String?
  /// Where the limit comes from.
  public let source: String
  /// Answered: one line for the day.
  public let isAnswered: Bool
}

/// The bar after a change.
public struct UndoBar: Equatable, Sendable {
  /// What happened.
  public let title: String
  /// What comes next.
  public let detail: String
  /// Words of its button.
  public let button: String
  /// Entry to give an amount to, when it was not measured.
  public let amountFor: String?
  /// Words of the button that gives an amount.
  public var amountButton = ""
  /// What is worth a word; nothing was blocked.
  public var remarks: [String] = []
}

/// Everything that Home shows.
public struct HomeScreen: Equatable, Sendable {
  /// The day.
  public var title = ""
  /// Days since the restart.
  public var subtitle = ""
  /// Words of the quiet-sleep button.
  public var sleepButton = ""
  /// The ring.
  public var ring: DayRing?
  /// Above the large words of the ring.
  public var overline = ""
  /// Large words of the ring.
  public var hero = ""
  /// Below them.
  public var next = ""
  /// Last line of the ring.
  public var nextDetail = ""
  /// Sessions, time spent, longest gap, last night; empty in simple mode.
  public var figures: [Caption] = []
  /// Own milk, what was not measured, supplement; empty in simple mode.
  public var milk: [String] = []
  /// How tiles work.
  public var hint = ""
  /// At most four.
  public var tiles: [ActionTile] = []
  /// What is running.
  public var running: [RunningCard] = []
  /// What else may be logged: the kind, and its words.
  public var kinds: [Choice.Option] = []
  /// Words of the button that opens them.
  public var moreButton = ""
  /// The day made straight, for large type.
  public var strip: DayStrip?
  /// What is said while a breast sign silences how often to go on.
  public var silenced: String?
  /// Words of the card for the first weeks.
  public var comfort: String?
  /// Whether tiles are taller and words stand for figures.
  public var isSimple = false
  /// Words of the action of a tile that opens its form, for a screen reader.
  public var formLabel = ""
  /// Open red flags first.
  public var flags: [FlagCard] = []
  /// After a change.
  public var undo: UndoBar?
  /// What went wrong last.
  public var problem: String?
}
