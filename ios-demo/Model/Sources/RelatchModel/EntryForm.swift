import Foundation
import Observation
internal import RelatchKit

/// A field of a form: what was typed stays, and what is wrong with it stands below.
public struct FormField: Equatable, Sendable {
  /// What it is.
  public let label: String
  /// What is typed.
  public var typed: String
  /// What it takes, when it was refused.
  public var problem: String?
}

/// What a form logs.
public enum FormKind: String, Sendable, CaseIterable {
  case pump, hand, nursing, formula, donor, weight, wet, stool, note
}

/// A new entry with its fields, or the amount of one that is there.
@Observable @MainActor public final class EntryForm {
  /// What is logged.
  public let kind: FormKind
  /// Amount or weight, in the set unit.
  public var amount: FormField
  /// Minutes it took.
  public var minutes: FormField
  /// Free text.
  public var note: FormField
  /// When it started.
  public var started: Date
  /// When it ended; absent when not told.
  public var ended: Date?
  /// What is wrong with the times.
  public private(set) var timeProblem: String?
  /// What is wrong with no field of its own.
  public private(set) var problem: String?
  /// It was taken in; close the form.
  public private(set) var isSaved = false
  /// Words of the save button.
  public var saveButton: String {
    guard let value = Format.parse(amount.typed), value >= 0, usesVolume else { return desk.format.text("button.save") }
    let words = desk.format.text(desk.format.volumeKey, ["amount": desk.format.number(value, places: 3)])
    return desk.format.text("button.save_volume", ["volume": words])
  }
  /// The three equal tiles: nothing, drops, not measured.
  public var shortcuts: [Choice.Shortcut] {
    guard usesVolume else { return [] }
    return [desk.format.zero, desk.format.text("volume.drops"), desk.format.text("volume.not_measured")].enumerated()
      .map { Choice.Shortcut(id: $0.offset, label: $0.element) }
  }
  /// Words of the start.
  public var startedLabel: String { desk.format.text("form.started") }
  /// Whether the amount is one of milk.
  public var usesVolume: Bool { [.pump, .hand, .formula, .donor].contains(kind) }
  private let desk: Desk
  private let editing: String?
  private let id = newId()

  /// A form for a new entry.
  public init(desk: Desk, kind: FormKind) {
    (self.desk, self.kind, editing) = (desk, kind, nil)
    let format = desk.format
    amount = FormField(label: format.text(kind == .weight ? "form.weight" : "form.volume"), typed: "")
    minutes = FormField(label: format.text("form.minutes"), typed: "")
    note = FormField(label: format.text("form.note"), typed: "")
    started = desk.clock().stamp(desk.clock().utcMs).date
  }

  /// A form that gives an amount to a session of the log.
  public init(desk: Desk, amountOf entry: String) {
    (self.desk, kind, editing) = (desk, .pump, entry)
    let format = desk.format
    amount = FormField(label: format.text("form.volume"), typed: "")
    minutes = FormField(label: format.text("form.minutes"), typed: "")
    note = FormField(label: format.text("form.note"), typed: "")
    started = desk.clock().stamp(desk.clock().utcMs).date
  }

  /// One of the three equal tiles: saves at once.
  public func save(tile: Int) async {
    let volumes: [Volume] = [desk.format.typed(volume: 0), .drops, .unmeasured]
    guard let volume = volumes[safe: tile] else { return }
    await save(volume: volume)
  }

  /// Saves what was typed; a refused field says what it takes and keeps what was typed.
  public func save() async {
    clear()
    guard !amount.typed.isEmpty else { return await save(volume: .unmeasured) }
    guard let value = Format.parse(amount.typed) else {
      amount.problem = desk.format.text(kind == .weight ? "error.field.weight" : "error.field.volume")
      return
    }
    await save(volume: desk.format.typed(volume: value), mass: desk.format.typed(mass: value))
  }

  private func clear() {
    (amount.problem, minutes.problem, note.problem, timeProblem, problem) = (nil, nil, nil, nil, nil)
  }

  private func save(volume: Volume, mass: Mass? = nil) async {
    var durationMs: Int64?
    if !minutes.typed.isEmpty {
      guard let typed = Format.parse(minutes.typed) else {
        minutes.problem = desk.format.text("error.field.minutes")
        return
      }
      durationMs = Int64(min(max(typed, -1e6), 1e6) * 60_000)
    } else if let ended {
      durationMs = ended.milliseconds - started.milliseconds
      if ended < started {
        timeProblem = desk.format.text("error.field.start")
        return
      }
    }
    do {
      let changes = try await write(volume, mass, durationMs)
      isSaved = true
      try await desk.apply(changes.reminders)
    } catch {
      show(error)
    }
  }

  private func write(_ volume: Volume, _ mass: Mass?, _ durationMs: Int64?) async throws -> Logged {
    if let editing {
      return try await desk.run { journal, now in
        let old = try journal.entry(id: editing)
        guard case .expression(let was) = old.kind else { throw JournalError.NotFound(what: "expression") }
        let expression = MilkExpression(
          method: was.method, total: volume, durationMs: durationMs ?? was.durationMs, pauseMs: was.pauseMs)
        let new = NewEntry(
          id: editing, kind: .expression(expression: expression), baby: old.baby, note: old.note, tags: old.tags)
        return try journal.edit(new: new, now: now)
      }
    }
    guard let content = content(volume, mass, durationMs) else {
      throw JournalError.Invalid(field: "weight", reason: "no weight was typed")
    }
    let start = desk.clock().stamp(started.milliseconds)
    let new = NewEntry(id: id, start: start, kind: content, note: note.typed.isEmpty ? nil : note.typed)
    return try await desk.run { journal, now in try journal.log(new: new, now: now) }
  }

  private func content(_ volume: Volume, _ mass: Mass?, _ durationMs: Int64?) -> EntryKind? {
    switch kind {
    case .pump: .expression(expression: MilkExpression(method: .pump, total: volume, durationMs: durationMs))
    case .hand: .expression(expression: MilkExpression(method: .hand, total: volume, durationMs: durationMs))
    case .nursing: .nursing(nursing: Nursing(bothMs: durationMs))
    case .formula: .supplement(supplement: Supplement(milk: .formula, volume: volume, by: .bottle))
    case .donor: .supplement(supplement: Supplement(milk: .donor, volume: volume, by: .bottle))
    case .weight: mass.map { .weight(mass: $0) }
    case .wet: .diaper(diaper: Diaper(wet: true, stool: false))
    case .stool: .diaper(diaper: Diaper(wet: false, stool: true))
    case .note: .note
    }
  }

  private func show(_ error: any Error) {
    let words = desk.words(error)
    switch desk.field(error) {
    case "weight": amount.problem = words
    // One amount is asked for: the limits are what helps, not that sides and total exclude each other.
    case "volume", "total": amount.problem = desk.format.text("error.field.volume")
    case "minutes": minutes.problem = words
    case "note": note.problem = words
    case "start": timeProblem = words
    default: problem = words
    }
  }
}
