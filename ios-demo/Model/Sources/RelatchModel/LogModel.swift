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
  /// What else is known.
  public let detail: String
  /// Its amount; absent where it has none, and in simple mode.
  public let amount: String?
  /// Colour of its disc.
  public let role: ColourRole
}

/// Everything that the log shows.
public struct LogScreen: Equatable, Sendable {
  /// The day.
  public var title = ""
  /// Sessions, time, longest gap.
  public var summary = ""
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
  private let desk: Desk
  private var shown: Day?

  /// A model on the shared desk.
  public init(desk: Desk) { self.desk = desk }

  private struct Read: Sendable {
    let summary: DaySummary
    let today: Day
    let entries: [Entry]
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
      try await self.desk.apply(changed.reminders)
    }
  }

  /// Takes the newest change back.
  public func undo() async {
    await attempt {
      let undone = try await self.desk.run { journal, now in try journal.undo(now: now) }
      try await self.read()
      self.screen.undo = UndoBar(title: self.desk.format.text("undo.undone"), detail: "", button: "", amountFor: nil)
      try await self.desk.apply(undone.reminders)
    }
  }

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
      let today = try journal.home(now: now).today.day
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
      return Read(summary: summary, today: today, entries: entries.filter { $0.day == summary.day })
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
        detail: simple ? "" : format.detail(entry), amount: simple ? nil : format.amount(entry),
        role: entry.kind.isStimulation ? .ember : .text2)
    }
    new.empty = new.rows.isEmpty ? format.text("log.empty") : nil
    new.hasLater = day.day < found.today
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
