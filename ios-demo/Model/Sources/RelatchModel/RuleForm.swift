import Foundation
import Observation
internal import RelatchKit

/// A rule of reminders with its fields.
@Observable @MainActor public final class RuleForm: Identifiable {
  static let kinds = ["interval", "times", "weigh_in", "medicine", "care_plan"]
  static let weekdays: [Weekday] = [.monday, .tuesday, .wednesday, .thursday, .friday, .saturday, .sunday]

  /// What it reminds of, in words.
  public let title: String
  /// Text fields, in order.
  public private(set) var fields: [FormField]
  /// Choices, in order.
  public private(set) var choices: [Choice]
  /// Days of the week; none of them on is every day.
  public private(set) var days: [FormSwitch]
  /// What is wrong with no field of its own.
  public private(set) var problem: String?
  /// Words of the save button.
  public var saveButton: String { desk.format.text("button.save") }
  /// Words of the button that closes.
  public var closeButton: String { desk.format.text("button.cancel") }
  private let kind: String
  private let existing: String
  private let desk: Desk
  var saved: @MainActor () async -> Void = {}

  init(desk: Desk, kind: String) {
    (self.desk, self.kind, existing) = (desk, kind, kind == "interval" ? kind : "")
    let format = desk.format
    title = format.text("reminders.\(kind)")
    (fields, choices, days) = ([], [], [])
    if kind == "interval" {
      fields = [
        FormField("every", label: format.text("reminders.every"), typed: "150"),
        FormField("night_every", label: format.text("reminders.night_every"), typed: "300"),
      ]
      choices = [
        Choice(
          "from", label: format.text("settings.since"),
          options: [("start", format.text("reminders.from_start")), ("end", format.text("reminders.from_end"))],
          value: "start")
      ]
    } else {
      if kind == "medicine" { fields = [FormField("medicine", label: format.text("form.name"))] }
      fields.append(FormField("times", label: format.text("form.times")))
      days = Self.weekdays.indices.map { place in
        FormSwitch(id: "\(Self.weekdays[place])", label: format.weekday(short: place), isOn: false)
      }
    }
    fields.append(FormField("nag", label: format.text("form.nag"), typed: "20"))
  }

  convenience init(desk: Desk, rule: ReminderRule) {
    self.init(desk: desk, kind: Self.kind(of: rule.kind), id: rule.id)
    self["nag"].typed = rule.nagMs.map { desk.format.plain(Double($0) / 60_000, places: 0) } ?? ""
    let minutes = { (ms: Int64) in desk.format.plain(Double(ms) / 60_000, places: 0) }
    switch rule.kind {
    case .interval(let every, let night, let from):
      (self["every"].typed, self["night_every"].typed) = (minutes(every), minutes(night))
      choose("from", "\(from)")
    case .times(let times, let weekdays), .weighIn(let times, let weekdays), .carePlan(let times, let weekdays):
      fill(times, weekdays)
    case .medicine(let name, let times, let weekdays):
      self["medicine"].typed = name
      fill(times, weekdays)
    }
  }

  private init(desk: Desk, kind: String, id: String) {
    let fresh = RuleForm(desk: desk, kind: kind)
    (self.desk, self.kind, existing, title) = (desk, kind, id, fresh.title)
    (fields, choices, days) = (fresh.fields, fresh.choices, fresh.days)
  }

  private func fill(_ times: [ClockTime], _ weekdays: [Weekday]) {
    self["times"].typed = times.joined(separator: ", ")
    for place in days.indices { days[place].isOn = weekdays.contains(Self.weekdays[place]) }
  }

  private static func kind(of kind: ReminderKind) -> String {
    switch kind {
    case .interval: "interval"
    case .times: "times"
    case .weighIn: "weigh_in"
    case .medicine: "medicine"
    case .carePlan: "care_plan"
    }
  }

  /// A field by its name; setting it keeps what is typed.
  public subscript(_ id: String) -> FormField {
    get { fields.first { $0.id == id } ?? FormField(id, label: "") }
    set { if let place = fields.firstIndex(where: { $0.id == id }) { fields[place] = newValue } }
  }

  /// Chooses an option.
  public func choose(_ choice: String, _ value: String) {
    if let place = choices.firstIndex(where: { $0.id == choice }) { choices[place].value = value }
  }

  /// Turns a day of the week.
  public func turn(_ day: String, _ on: Bool) {
    if let place = days.firstIndex(where: { $0.id == day }) { days[place].isOn = on }
  }

  /// Saves what was typed; a refused field says what it takes and keeps what was typed.
  public func save() async {
    for place in fields.indices { fields[place].problem = nil }
    problem = nil
    do {
      let rule = ReminderRule(id: existing, kind: try content(), nagMs: try milliseconds("nag"))
      _ = try await desk.run { journal, now in try journal.setRule(rule: rule, now: now) }
      await saved()
    } catch let refusal as Refusal {
      self[refusal.field].problem = desk.format.text(refusal.key)
    } catch {
      let words = desk.words(error)
      if let field = desk.field(error), fields.contains(where: { $0.id == field }) {
        self[field].problem = words
      } else {
        problem = words
      }
    }
  }

  private func content() throws -> ReminderKind {
    if kind == "interval" {
      guard let every = try milliseconds("every") else { throw Refusal(field: "every", key: "error.field.every") }
      guard let night = try milliseconds("night_every") else {
        throw Refusal(field: "night_every", key: "error.field.night_every")
      }
      return .interval(everyMs: every, nightEveryMs: night, from: choices.first?.value == "end" ? .end : .start)
    }
    let times = try clocks()
    let weekdays = Self.weekdays.filter { day in days.contains { $0.id == "\(day)" && $0.isOn } }
    switch kind {
    case "times": return .times(times: times, weekdays: weekdays)
    case "weigh_in": return .weighIn(times: times, weekdays: weekdays)
    case "medicine": return .medicine(name: self["medicine"].typed, times: times, weekdays: weekdays)
    default: return .carePlan(times: times, weekdays: weekdays)
    }
  }

  private func clocks() throws -> [ClockTime] {
    let parts = self["times"].typed.split(whereSeparator: { " ,;".contains($0) }).map(String.init)
    guard parts.allSatisfy(isClock) else { throw Refusal(field: "times", key: "error.field.times") }
    return parts
  }

  private func milliseconds(_ id: String) throws -> Int64? {
    if self[id].typed.isEmpty { return nil }
    guard let minutes = Format.parse(self[id].typed) else { throw Refusal(field: id, key: "error.field.\(id)") }
    return Int64(min(max(minutes, -1e6), 1e6) * 60_000)
  }
}

/// Whether a text is a time of day such as "23:00".
func isClock(_ text: String) -> Bool { text.wholeMatch(of: /([01]\d|2[0-3]):[0-5]\d/) != nil }

/// Quiet hours: from, to, and what happens to a reminder that falls inside.
@Observable @MainActor public final class QuietForm: Identifiable {
  /// Whether there are any.
  public var isOn: FormSwitch
  /// When they begin, as typed.
  public var from: FormField
  /// When they end, as typed.
  public var to: FormField
  /// What happens inside.
  public var policy: Choice
  /// What is wrong with no field of its own.
  public private(set) var problem: String?
  /// Words of the save button.
  public var saveButton: String { desk.format.text("button.save") }
  /// Words of the button that closes.
  public var closeButton: String { desk.format.text("button.cancel") }
  /// What it is.
  public var title: String { isOn.label }
  private let desk: Desk
  var saved: @MainActor () async -> Void = {}

  init(desk: Desk, quiet: QuietHours?) {
    self.desk = desk
    let format = desk.format
    isOn = FormSwitch(
      id: "quiet", label: format.capitalized(format.text("reminders.quiet")), isOn: quiet != nil)
    from = FormField("from", label: format.text("form.from"), typed: quiet?.window.from ?? "23:00")
    to = FormField("to", label: format.text("form.to"), typed: quiet?.window.to ?? "05:00")
    let until = ["to": quiet.map { format.clock($0.window.to) } ?? format.clock("05:00")]
    policy = Choice(
      "policy", label: format.text("form.policy"),
      options: ["delay", "suppress", "silent"].map { ($0, format.text("reminders.quiet_\($0)", until)) },
      value: quiet.map { "\($0.policy)" } ?? "delay")
  }

  /// Saves; a refused time says what it takes and keeps what was typed.
  public func save() async {
    (from.problem, to.problem, problem) = (nil, nil, nil)
    let words = desk.format.text("error.field.clock")
    if isOn.isOn, !isClock(from.typed) { from.problem = words }
    if isOn.isOn, !isClock(to.typed) { to.problem = words }
    guard from.problem == nil, to.problem == nil else { return }
    let policies: [String: QuietPolicy] = ["delay": .delay, "suppress": .suppress, "silent": .silent]
    let quiet =
      isOn.isOn
      ? QuietHours(window: ClockWindow(from: from.typed, to: to.typed), policy: policies[policy.value] ?? .delay) : nil
    do {
      try await desk.run { journal, _ in try journal.setQuiet(quiet: quiet) }
      await saved()
    } catch {
      if desk.field(error) == "quiet" { to.problem = desk.words(error) } else { problem = desk.words(error) }
    }
  }
}
