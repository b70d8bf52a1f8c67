import Foundation
import Observation
internal import RelatchKit

/// One row of words.
public struct WordRow: Equatable, Sendable, Identifiable {
  /// Stable name.
  public let id: String
  /// First line.
  public let title: String
  /// Second line.
  public let detail: String
}

/// Everything that Reminders shows.
public struct RemindersScreen: Equatable, Sendable {
  /// Title of the screen.
  public var title = ""
  /// The next session.
  public var next: String?
  /// What it counts from.
  public var nextDetail = ""
  /// Times of the next 24 hours.
  public var times: [String] = []
  /// Turns of the timeline, 0 now to 1 in 24 hours, one a time.
  public var places: [Double] = []
  /// What passed since the last session.
  public var missed: String?
  /// What is wrong, or that all is well.
  public var health: [WordRow] = []
  /// Whether the app may still ask for the permission, or settings have to be opened.
  public var canPost = true
  /// Rules, quiet hours, nag.
  public var rules: [WordRow] = []
  /// Words of the quiet-sleep button.
  public var sleepButton = ""
  /// Words of the button that asks for the permission.
  public var allowButton = ""
  /// Words of the save button.
  public var saveButton = ""
  /// Minutes of the interval, as typed.
  public var every = FormField(label: "", typed: "")
  /// Minutes of the interval at night, as typed.
  public var nightEvery = FormField(label: "", typed: "")
  /// What went wrong last.
  public var problem: String?
}

/// Reminders: rules, the next 24 hours, and whether they come through.
@Observable @MainActor public final class RemindersModel {
  /// What is shown; the typed fields are bound.
  public var screen = RemindersScreen()
  private let desk: Desk

  /// A model on the shared desk.
  public init(desk: Desk) { self.desk = desk }

  private struct Read: Sendable {
    let rules: ReminderRules
    let next: NextSession?
    let health: HealthReport
  }

  /// Plans anew and reads everything.
  public func appear() async {
    await attempt {
      await self.desk.adapter.setButtons()
      let plan = try await self.desk.replan()
      let phone = await self.desk.adapter.phone()
      let found = try await self.desk.run { journal, now in
        Read(
          rules: try journal.rules(), next: try journal.home(now: now).next,
          health: try journal.reminderHealth(phone: phone, now: now))
      }
      self.show(plan, found, phone)
    }
  }

  /// Asks the person for the permission, then plans.
  public func allow() async {
    _ = await desk.notifications.requestAuthorization()
    await appear()
  }

  /// Saves the typed intervals; a refused one says what it takes and keeps what was typed.
  public func saveIntervals() async {
    (screen.every.problem, screen.nightEvery.problem) = (nil, nil)
    guard let every = Format.parse(screen.every.typed) else {
      screen.every.problem = desk.format.text("error.field.every")
      return
    }
    guard let night = Format.parse(screen.nightEvery.typed) else {
      screen.nightEvery.problem = desk.format.text("error.field.night_every")
      return
    }
    let ms = { (minutes: Double) in Int64(min(max(minutes, -1e6), 1e6) * 60_000) }
    let kind = ReminderKind.interval(everyMs: ms(every), nightEveryMs: ms(night), from: .start)
    do {
      _ = try await desk.run { journal, now in
        try journal.setRule(rule: ReminderRule(kind: kind, nagMs: 1_200_000), now: now)
      }
      await appear()
    } catch {
      switch desk.field(error) {
      case "every": screen.every.problem = desk.words(error)
      case "night_every": screen.nightEvery.problem = desk.words(error)
      default: screen.problem = desk.words(error)
      }
    }
  }

  /// Sets quiet hours that delay, or none.
  public func setQuiet(from: String, to: String) async {
    await quiet(QuietHours(window: ClockWindow(from: from, to: to), policy: .delay))
  }

  /// No quiet hours.
  public func quietOff() async { await quiet(nil) }

  private func quiet(_ quiet: QuietHours?) async {
    await attempt {
      try await self.desk.run { journal, _ in try journal.setQuiet(quiet: quiet) }
      await self.appear()
    }
  }

  private func attempt(_ work: () async throws -> Void) async {
    do {
      screen.problem = nil
      try await work()
    } catch {
      screen.problem = desk.words(error)
    }
  }

  private func show(_ plan: ReminderPlan, _ found: Read, _ phone: Phone) {
    let (format, now) = (desk.format, desk.clock())
    var new = RemindersScreen()
    new.title = format.text("reminders.title")
    new.next = found.next.map { format.time($0.at) }
    new.canPost = phone.canPost
    (new.allowButton, new.saveButton) = (format.text("button.allow"), format.text("button.save"))
    let day = 86_400_000.0
    let dues = plan.items.filter { $0.stage == .due && Double($0.atMs - now.utcMs) < day }
    new.times = dues.map { format.time(Stamp(utcMs: $0.atMs, offsetS: $0.offsetS)) }
    new.places = dues.map { (Double($0.atMs - now.utcMs) / day * 1_000).rounded() / 1_000 }
    new.missed = plan.missed > 0 ? format.counted("reminders.missed", "missed", Int(plan.missed)) : nil
    new.health = found.health.lines.map { line in
      let names = ["days", "minutes", "count"]
      let values = Dictionary(uniqueKeysWithValues: names.map { ($0, format.number(Double(line.count))) })
      return WordRow(
        id: line.textKey, title: format.text(line.textKey, values, count: Int(line.count)),
        detail: format.text(line.textKey + "_why", values, count: Int(line.count)))
    }
    if new.health.isEmpty { new.health = [WordRow(id: "health.well", title: format.text("health.well"), detail: "")] }
    let until = format.time(now.utcMs + 14_400_000, now)
    new.sleepButton = format.text("reminders.sleep", ["hours": format.number(4), "time": until])
    new.every = FormField(label: format.text("reminders.every"), typed: screen.every.typed)
    new.nightEvery = FormField(label: format.text("reminders.night_every"), typed: screen.nightEvery.typed)
    for rule in found.rules.rules { new.rules.append(row(rule, format, &new)) }
    if let quiet = found.rules.quiet {
      let (from, to) = (format.clock(quiet.window.from), format.clock(quiet.window.to))
      let key: String
      switch quiet.policy {
      case .delay: key = "reminders.quiet_delay"
      case .suppress: key = "reminders.quiet_suppress"
      case .silent: key = "reminders.quiet_silent"
      }
      new.rules.append(
        WordRow(
          id: "quiet", title: format.text("reminders.quiet_row", ["from": from, "to": to]),
          detail: format.text(key, ["to": to])))
    } else {
      new.rules.append(WordRow(id: "quiet", title: format.text("reminders.quiet_off"), detail: ""))
    }
    screen = new
  }

  private func row(_ rule: ReminderRule, _ format: Format, _ new: inout RemindersScreen) -> WordRow {
    switch rule.kind {
    case .interval(let every, let night, let from):
      if new.every.typed.isEmpty { new.every.typed = String(every / 60_000) }
      if new.nightEvery.typed.isEmpty { new.nightEvery.typed = String(night / 60_000) }
      let interval = format.duration(every)
      new.nextDetail = format.text(
        from == .start ? "reminders.after_start" : "reminders.after_end", ["interval": interval])
      return WordRow(
        id: rule.id, title: format.text("reminders.interval"),
        detail: format.text(
          "reminders.interval_detail", ["interval": interval, "night_interval": format.duration(night)]))
    case .times(let times, _): return timed(rule.id, "reminders.times", times, format)
    case .weighIn(let times, _): return timed(rule.id, "reminders.weigh_in", times, format)
    case .medicine(_, let times, _): return timed(rule.id, "reminders.medicine", times, format)
    default: return WordRow(id: rule.id, title: format.text("reminders.care_plan"), detail: "")
    }
  }

  private func timed(_ id: String, _ key: String, _ times: [ClockTime], _ format: Format) -> WordRow {
    WordRow(id: id, title: format.text(key), detail: times.map(format.clock).joined(separator: ", "))
  }
}
