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

/// One rule, with what can be done to it.
public struct RuleRow: Equatable, Sendable, Identifiable {
  /// The rule.
  public let id: String
  /// What it reminds of.
  public let title: String
  /// When.
  public let detail: String
  /// Whether it asks once more.
  public let nag: String
}

/// Everything that Reminders shows.
public struct RemindersScreen: Equatable, Sendable {
  /// Title of the screen.
  public var title = ""
  /// Above the next time.
  public var nextLabel = ""
  /// The next session.
  public var next: String?
  /// What it counts from.
  public var nextDetail = ""
  /// The next 24 hours.
  public var timeline: DayAhead?
  /// What passed since the last session.
  public var missed: String?
  /// What is wrong, or that all is well.
  public var health: [WordRow] = []
  /// Whether notifications may be shown.
  public var canPost = true
  /// Words of the button that asks for the permission.
  public var allowButton = ""
  /// Words of the button that opens the system's settings, once the person has said no.
  public var settingsButton: String?
  /// Words of the quiet-sleep button: begins it, or ends it.
  public var sleepButton = ""
  /// Whether protected sleep is on.
  public var sleeps = false
  /// Every rule.
  public var rules: [RuleRow] = []
  /// Words where there is none.
  public var none: String?
  /// Quiet hours in one row.
  public var quiet = WordRow(id: "quiet", title: "", detail: "")
  /// What may be added: the kind, and its words.
  public var kinds: [Choice.Option] = []
  /// Words of the button that adds a rule.
  public var addButton = ""
  /// Words of the button that removes one.
  public var deleteButton = ""
  /// What went wrong last.
  public var problem: String?
}

/// Reminders: rules, the next 24 hours, and whether they come through.
@Observable @MainActor public final class RemindersModel {
  /// What is shown.
  public private(set) var screen = RemindersScreen()
  /// The open form of a rule.
  public var rule: RuleForm?
  /// The open form of the quiet hours.
  public var quiet: QuietForm?
  private let desk: Desk
  private var rules: ReminderRules?
  private var wasRefused = false

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
    wasRefused = !(await desk.notifications.requestAuthorization())
    await appear()
  }

  /// Opens the system's settings, where a no can be taken back.
  public func openSettings() async { await desk.notifications.openSettings() }

  /// Opens a new rule.
  public func openRule(kind: String) { rule = form(RuleForm(desk: desk, kind: kind)) }

  /// Opens a rule to be changed.
  public func openRule(_ id: String) {
    guard let found = rules?.rules.first(where: { $0.id == id }) else { return }
    rule = form(RuleForm(desk: desk, rule: found))
  }

  private func form(_ form: RuleForm) -> RuleForm {
    form.saved = { [weak self] in
      self?.rule = nil
      await self?.appear()
    }
    return form
  }

  /// Removes a rule.
  public func remove(_ id: String) async {
    await attempt {
      try await self.desk.run { journal, _ in try journal.removeRule(id: id) }
      await self.appear()
    }
  }

  /// Opens the quiet hours.
  public func openQuiet() {
    let form = QuietForm(desk: desk, quiet: rules?.quiet)
    form.saved = { [weak self] in
      self?.quiet = nil
      await self?.appear()
    }
    quiet = form
  }

  /// Silence for four hours, or the end of it.
  public func sleep() async {
    let length: Int64? = screen.sleeps ? nil : 14_400_000
    await attempt {
      _ = try await self.desk.run { journal, now in try journal.protectSleep(lengthMs: length, now: now) }
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
    rules = found.rules
    var new = RemindersScreen()
    new.title = format.text("reminders.title")
    new.nextLabel = format.text("reminders.next")
    new.next = found.next.map { format.time($0.at) }
    new.canPost = phone.canPost
    new.allowButton = format.text("button.allow")
    new.settingsButton = !phone.canPost && wasRefused ? format.text("button.open_settings") : nil
    (new.addButton, new.deleteButton) = (format.text("reminders.add"), format.text("button.delete"))
    new.timeline = DayAhead(plan: plan, quiet: found.rules.quiet, now: now, format: format)
    new.missed = plan.missed > 0 ? format.counted("reminders.missed", "missed", Int(plan.missed)) : nil
    new.health = found.health.lines.map { line in
      let names = ["days", "minutes", "count"]
      let values = Dictionary(uniqueKeysWithValues: names.map { ($0, format.number(Double(line.count))) })
      return WordRow(
        id: line.textKey, title: format.text(line.textKey, values, count: Int(line.count)),
        detail: format.text(line.textKey + "_why", values, count: Int(line.count)))
    }
    if new.health.isEmpty { new.health = [WordRow(id: "health.well", title: format.text("health.well"), detail: "")] }
    new.sleeps = found.rules.sleep.map { $0.untilMs > now.utcMs } ?? false
    let until = format.time(now.utcMs + 14_400_000, now)
    new.sleepButton =
      new.sleeps
      ? format.text("reminders.sleep_end")
      : format.text("reminders.sleep", ["hours": format.number(4), "time": until])
    new.rules = found.rules.rules.map { row($0, format, &new.nextDetail) }
    new.none = new.rules.isEmpty ? format.text("reminders.none") : nil
    new.kinds = RuleForm.kinds.map { Choice.Option(id: $0, label: format.text("reminders.\($0)")) }
      .filter { option in option.id != "interval" || !found.rules.rules.contains { $0.id == "interval" } }
    if let quiet = found.rules.quiet {
      let (from, to) = (format.clock(quiet.window.from), format.clock(quiet.window.to))
      new.quiet = WordRow(
        id: "quiet", title: format.text("reminders.quiet_row", ["from": from, "to": to]),
        detail: format.text("reminders.quiet_\(quiet.policy)", ["to": to]))
    } else {
      new.quiet = WordRow(id: "quiet", title: format.text("reminders.quiet_off"), detail: "")
    }
    screen = new
  }

  private func row(_ rule: ReminderRule, _ format: Format, _ nextDetail: inout String) -> RuleRow {
    let nag =
      rule.nagMs.map { format.text("reminders.nag_detail", ["minutes": format.number(Double($0 / 60_000))]) }
      .map { format.text("reminders.nag") + ", " + $0 } ?? format.text("reminders.nag_off")
    let made = { (key: String, detail: String) in
      RuleRow(id: rule.id, title: format.text("reminders." + key), detail: detail, nag: nag)
    }
    switch rule.kind {
    case .interval(let every, let night, let from):
      let interval = format.duration(every)
      nextDetail = format.text(
        from == .start ? "reminders.after_start" : "reminders.after_end", ["interval": interval])
      return made(
        "interval",
        format.text("reminders.interval_detail", ["interval": interval, "night_interval": format.duration(night)]))
    case .times(let times, let days): return made("times", schedule(times, days, format))
    case .weighIn(let times, let days): return made("weigh_in", schedule(times, days, format))
    case .medicine(let name, let times, let days):
      return made("medicine", format.about(name, schedule(times, days, format)))
    case .carePlan(let times, let days): return made("care_plan", schedule(times, days, format))
    }
  }

  private func schedule(_ times: [ClockTime], _ days: [Weekday], _ format: Format) -> String {
    let named = RuleForm.weekdays.enumerated().filter { days.contains($0.element) }.map {
      format.weekday(short: $0.offset)
    }
    let when = named.isEmpty ? format.text("reminders.every_day") : named.joined(separator: ", ")
    return times.map(format.clock).joined(separator: ", ") + ", " + when
  }
}
