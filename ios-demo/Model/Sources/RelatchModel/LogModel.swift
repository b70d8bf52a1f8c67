import Foundation
import Observation
internal import RelatchKit

/// One line of the log.
public struct LogRow: Equatable, Sendable, Identifiable {
  /// The entry.
  public let id: String
  /// When it started.
  public let time: String
  /// What it is.
  public let title: String
  /// Its symbol.
  public let icon: Icon
  /// What else is known.
  public let detail: String
  /// Its amount; absent where it has none, and in simple mode.
  public let amount: String?
  /// Colour of its disc: ember for stimulation.
  public let role: ColourRole
  /// Colour of its amount: the first text colour for own milk alone.
  public let amountRole: ColourRole
}

/// Everything that the log shows.
public struct LogScreen: Equatable, Sendable {
  /// The day.
  public var title = ""
  /// Sessions, time, longest gap.
  public var summary = ""
  /// The day made straight.
  public var strip: DayStrip?
  /// Words of the button that logs something on this day.
  public var addButton = ""
  /// What may be logged: the kind, and its words.
  public var kinds: [Choice.Option] = []
  /// Words of the button that changes an entry.
  public var editButton = ""
  /// Latest first.
  public var rows: [LogRow] = []
  /// Words where there is no row.
  public var empty: String?
  /// Whether the arrow to the next day is there.
  public var hasLater = false
  /// Words of the switch that says that all diapers are logged.
  public var diapersComplete = ""
  /// Whether it is on.
  public var isDiapersComplete = false
  /// Words of the buttons.
  public var deleteButton = ""
  /// To the day before.
  public var earlierButton = ""
  /// To the day after.
  public var laterButton = ""
  /// Words of the switch for a day away.
  public var away = ""
  /// Whether it is on.
  public var isAway = false
  /// After a change.
  public var undo: UndoBar?
  /// What went wrong last.
  public var problem: String?
}

/// The log by day: edit, delete, undo.
@Observable @MainActor public final class LogModel {
  /// What is shown.
  public private(set) var screen = LogScreen()
  /// The open form; the sheet that shows it is bound to it.
  public var form: EntryForm?
  private let desk: Desk
  private var shown: Day?

  /// A model on the shared desk.
  public init(desk: Desk) { self.desk = desk }

  private struct Read: Sendable {
    let summary: DaySummary
    let today: Day
    let entries: [Entry]
    let next: Stamp?
  }

  /// Reads the day that is shown; the first time today.
  public func appear() async { await attempt { try await self.read() } }

  /// The day before, or the day after.
  public func move(days: Int) async {
    guard let shown else { return }
    self.shown = dayText(dayNumber(shown) + days)
    await appear()
  }

  /// Deletes an entry; undo brings it back.
  public func delete(_ id: String) async {
    await attempt {
      let changed = try await self.desk.run { journal, now in try journal.delete(id: id, now: now) }
      try await self.read()
      let format = self.desk.format
      self.screen.undo = UndoBar(
        title: format.text("undo.deleted"), detail: "", button: format.text("button.undo"), amountFor: nil)
      try await self.desk.follow(changed.home, changed.reminders)
    }
  }

  /// Takes the newest change back.
  public func undo() async {
    await attempt {
      let undone = try await self.desk.run { journal, now in try journal.undo(now: now) }
      try await self.read()
      self.screen.undo = UndoBar(title: self.desk.format.text("undo.undone"), detail: "", button: "", amountFor: nil)
      try await self.desk.follow(undone.home, undone.reminders)
    }
  }

  /// Opens the form of a new entry; on an earlier day at its noon.
  public func openForm(kind: String) async {
    guard let kind = FormKind(rawValue: kind) else { return }
    let (day, isToday) = (shown, !screen.hasLater)
    await open { desk in
      let form = try await EntryForm.open(desk, kind)
      if let day, !isToday {
        let noon = desk.clock().instant(day: dayNumber(day), minute: 720)
        (form.started, form.ended) = (Date(milliseconds: noon), Date(milliseconds: noon))
      }
      return form
    }
  }

  /// Opens an entry to be changed.
  public func edit(_ id: String) async { await open { desk in try await EntryForm.edit(desk, id) } }

  private func open(_ make: (Desk) async throws -> EntryForm) async {
    await attempt {
      let form = try await make(self.desk)
      let isEdit = form.isEdit
      form.taken = { [weak self] logged in
        self?.form = nil
        try? await self?.read()
        self?.showUndo(logged, isEdit: isEdit)
      }
      self.form = form
    }
  }

  private func showUndo(_ logged: Logged, isEdit: Bool) {
    let format = desk.format
    let time = format.time(logged.entry.start)
    let words = ["what": format.kind(logged.entry.kind), "time": time]
    screen.undo = UndoBar(
      title: isEdit ? format.text("undo.changed") : format.text("undo.logged", words), detail: "",
      button: format.text("button.undo"), amountFor: nil, remarks: logged.warnings.map(format.warning))
  }

  /// The bar has been there long enough; a newer one stays.
  public func hide(_ bar: UndoBar) { if screen.undo == bar { screen.undo = nil } }

  /// Says that all diapers of the day are logged, or not.
  public func setDiapersComplete(_ complete: Bool) async { await mark(DayMarks(diapersComplete: complete)) }

  /// Marks the day as away, or not.
  public func setAway(_ away: Bool) async { await mark(DayMarks(away: away)) }

  private func mark(_ marks: DayMarks) async {
    let day = shown
    await attempt {
      _ = try await self.desk.run { journal, now in try journal.markDay(day: day, marks: marks, now: now) }
      try await self.read()
    }
  }

  private func read() async throws {
    let day = shown
    let found = try await desk.run { journal, now in
      let summary = try journal.day(day: day, now: now)
      let home = try journal.home(now: now)
      // Two days around, then by the day each entry belongs to: offsets differ.
      let from = Int64(dayNumber(summary.day) - 1) * 86_400_000
      var entries: [Entry] = []
      var after: String?
      repeat {
        let query = EntryQuery(fromMs: from, toMs: from + 4 * 86_400_000, limit: 500, after: after)
        let page = try journal.entries(query: query)
        entries += page.entries
        after = page.cursor
      } while after != nil
      return Read(
        summary: summary, today: home.today.day, entries: entries.filter { $0.day == summary.day },
        next: home.next?.at)
    }
    shown = found.summary.day
    show(found)
  }

  private func show(_ found: Read) {
    let (format, simple, day) = (desk.format, desk.settings.simple, found.summary)
    var new = LogScreen()
    new.title = format.weekday(day.day)
    if !simple, let sessions = day.sessions {
      var values = [
        "sessions": format.number(Double(sessions)), "time": format.duration(day.stimulationMs ?? 0),
      ]
      values["gap"] = day.longestGapMs.map(format.duration)
      new.summary = format.text(day.longestGapMs == nil ? "log.summary.zero_gap" : "log.summary.full", values)
    }
    new.rows = found.entries.reversed().map { entry in
      LogRow(
        id: entry.id, time: format.time(entry.start), title: format.about(entry.baby, format.kind(entry.kind)),
        icon: entry.kind.icon, detail: simple ? "" : format.detail(entry),
        amount: simple ? nil : format.amount(entry),
        role: entry.kind.isStimulation ? .ember : .text2, amountRole: entry.kind.isStimulation ? .text : .text2)
    }
    new.empty = new.rows.isEmpty ? format.text("log.empty") : nil
    new.hasLater = day.day < found.today
    let sessions = found.entries.filter(\.kind.isStimulation).map {
      RingSession(id: $0.id, start: $0.start, timedMs: $0.kind.timedMs, day: $0.day)
    }
    new.strip = DayStrip(
      day: day.day, sessions: sessions, next: found.next, today: found.today, now: desk.clock(), format: format)
    (new.addButton, new.editButton) = (format.text("log.add"), format.text("button.edit"))
    new.kinds = FormKind.allCases.filter { $0 != .other }.map { kind in
      Choice.Option(id: kind.rawValue, label: format.text("kind.\(kind.rawValue)"))
    }
    new.deleteButton = format.text("button.delete")
    (new.earlierButton, new.laterButton) = (format.text("log.earlier_day"), format.text("log.later_day"))
    (new.diapersComplete, new.isDiapersComplete) = (format.text("diaper.complete"), day.diapersComplete)
    (new.away, new.isAway) = (format.text("log.mark_away"), day.away)
    new.undo = screen.undo
    screen = new
  }

  private func attempt(_ work: () async throws -> Void) async {
    do {
      screen.problem = nil
      try await work()
    } catch {
      screen.problem = desk.words(error)
    }
  }
}
