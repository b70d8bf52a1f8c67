import Foundation
import Observation
internal import RelatchKit

/// The parent's own account: restart, break, what would be a success, the own plan, the story. All of it may stay empty.
@Observable @MainActor public final class JourneyForm: Identifiable {
  /// Whether the restart is told.
  public var restartIsKnown: FormSwitch
  /// The first day of the restart.
  public var restart: Date
  /// How the break is told: days, weeks, months, never, or not.
  public var breakIn: Choice
  /// What would be a success, in the parent's own terms.
  public var goal: Choice
  /// Text fields, in order.
  public private(set) var fields: [FormField]
  /// What is wrong with the restart.
  public private(set) var restartProblem: String?
  /// What is wrong with no field of its own.
  public private(set) var problem: String?
  /// What it is.
  public var title: String { desk.format.text("journey.title") }
  /// Words of the restart.
  public var restartLabel: String { restartIsKnown.label }
  /// Words of the save button.
  public var saveButton: String { desk.format.text("button.save") }
  /// Words of the button that closes.
  public var closeButton: String { desk.format.text("button.cancel") }
  private let desk: Desk
  private let old: Journey
  private let neededBefore: String
  var saved: @MainActor () async -> Void = {}

  static let goals: [(String, Goal)] = [("some", .some), ("half", .half), ("full", .full), ("comfort", .comfort)]

  init(desk: Desk, journey: Journey) {
    let format = desk.format
    self.desk = desk
    old = journey
    restartIsKnown = FormSwitch(
      id: "restart", label: format.text("journey.restart"), isOn: journey.restart != nil)
    restart = desk.date(of: journey.restart)
    var (unit, length, words) = ("", "", "")
    switch journey.pause {
    case .days(let days)?: (unit, length) = ("days", format.plain(Double(days), places: 0))
    case .never?: unit = "never"
    case nil: break
    }
    breakIn = Choice(
      "break", label: format.text("journey.break"),
      options: [
        ("", format.text("first.rather_not")), ("days", format.text("first.break.days")),
        ("weeks", format.text("first.break.weeks")), ("months", format.text("first.break.months")),
        ("never", format.text("first.never")),
      ], value: unit)
    var chosen = ""
    switch journey.goal {
    case .own(let own)?: (chosen, words) = ("own", own)
    case let goal?: chosen = "\(goal)"
    case nil: break
    }
    goal = Choice(
      "goal", label: format.text("journey.goal"),
      options: [("", format.text("latch.not_stated"))]
        + (Self.goals.map(\.0) + ["own"]).map { ($0, format.text("goal.\($0)")) }, value: chosen)
    let unitName = ["unit": format.volumeUnit]
    neededBefore = journey.needUl.map { format.typed(.measured(microlitres: $0, unit: .ml)) } ?? ""
    fields = [
      FormField("break", label: format.text("first.break.title"), typed: length),
      FormField("goal", label: format.text("goal.own"), typed: words),
      FormField(
        "sessions_a_day", label: format.text("journey.sessions_a_day"),
        typed: journey.sessionsADay.map { "\($0)" } ?? ""),
      FormField(
        "sessions_a_night", label: format.text("journey.sessions_a_night"),
        typed: journey.sessionsANight.map { "\($0)" } ?? ""),
      FormField(
        "need", label: format.text("journey.need", unitName),
        typed: neededBefore),
      FormField("story", label: format.text("journey.story"), typed: journey.story ?? ""),
    ]
  }

  /// The fields there are, by what was chosen.
  public var shown: [FormField] {
    fields.filter { field in
      switch field.id {
      case "break": ["days", "weeks", "months"].contains(breakIn.value)
      case "goal": goal.value == "own"
      default: true
      }
    }
  }

  /// A field by its name; setting it keeps what is typed.
  public subscript(_ id: String) -> FormField {
    get { fields.first { $0.id == id } ?? FormField(id, label: "") }
    set { if let place = fields.firstIndex(where: { $0.id == id }) { fields[place] = newValue } }
  }

  /// Saves what was typed; a refused field says what it takes and keeps what was typed.
  public func save() async {
    for place in fields.indices { fields[place].problem = nil }
    (restartProblem, problem) = (nil, nil)
    do {
      let new = try content()
      try await desk.run { journal, now in try journal.setJourney(new: new, now: now) }
      await saved()
    } catch let refusal as Refusal {
      self[refusal.field].problem = desk.format.text(refusal.key)
    } catch {
      let words = desk.words(error)
      let field = desk.field(error)
      if field == "restart" {
        restartProblem = words
      } else if let field, fields.contains(where: { $0.id == field }) {
        self[field].problem = words
      } else {
        problem = words
      }
    }
  }

  private func content() throws -> Journey {
    var pause: LactationBreak?
    if let scale = ["days": 1.0, "weeks": 7, "months": 30.4375][breakIn.value] {
      guard let length = try number("break", "error.field.break") else {
        throw Refusal(field: "break", key: "error.field.break")
      }
      pause = .days(days: Int32(min(max((length * scale).rounded(), -1), 1e6)))
    } else if breakIn.value == "never" {
      pause = .never
    }
    let chosen: Goal? =
      goal.value == "own" ? .own(words: self["goal"].typed) : Self.goals.first { $0.0 == goal.value }?.1
    var need: Int64?
    if self["need"].typed == neededBefore {
      need = old.needUl
    } else if let value = try number("need", "error.field.need") {
      guard case .measured(let microlitres, _) = desk.format.typed(volume: value) else { return old }
      need = microlitres
    }
    let whole = { (id: String) in
      try self.number(id, "error.field.\(id)").map { Int32(min(max($0.rounded(), -1), 1e6)) }
    }
    return Journey(
      restart: restartIsKnown.isOn ? desk.day(of: restart) : nil, pause: pause, goal: chosen,
      sessionsADay: try whole("sessions_a_day"), sessionsANight: try whole("sessions_a_night"), needUl: need,
      story: self["story"].typed.isEmpty ? nil : self["story"].typed)
  }

  private func number(_ id: String, _ key: String) throws -> Double? {
    guard !self[id].typed.isEmpty else { return nil }
    guard let value = Format.parse(self[id].typed) else { throw Refusal(field: id, key: key) }
    return min(max(value, -1e9), 1e9)
  }
}
