import Foundation
import Observation
internal import RelatchKit

/// A condition of the plan's next step.
public struct ConditionRow: Equatable, Sendable, Identifiable {
  /// Place among the conditions.
  public let id: Int
  /// What it says.
  public let text: String
  /// Whether it is met.
  public let isMet: Bool
}

/// Everything that Journey and plan shows.
public struct JourneyScreen: Equatable, Sendable {
  /// Title of the screen.
  public var title = ""
  /// Since when.
  public var restarted = ""
  /// After which break, hoping for what.
  public var story: [String] = []
  /// What was reached, by day.
  public var milestones: [String] = []
  /// What the plan says.
  public var plan = ""
  /// Who agreed.
  public var agreedWith: String?
  /// The sum that was made.
  public var sum: String?
  /// Amounts of the plan's steps as numbers to draw.
  public var steps: [Double] = []
  /// How many of them are taken.
  public var taken = 0
  /// Every condition.
  public var conditions: [ConditionRow] = []
  /// Whether the step may be taken.
  public var canTakeStep = false
  /// The arithmetic.
  public var arithmetic: String?
  /// Words of the button for the plan's next step.
  public var stepButton = ""
  /// Words of the save button.
  public var saveButton = ""
  /// Fields of the plan, as typed.
  public var agreed = FormField(label: "", typed: "")
  /// Amount at the start.
  public var start = FormField(label: "", typed: "")
  /// Less with each step.
  public var step = FormField(label: "", typed: "")
  /// Days of each step.
  public var hold = FormField(label: "", typed: "")
  /// What went wrong last.
  public var problem: String?
}

/// Journey and plan: restart, goal, taper with its conditions.
@Observable @MainActor public final class JourneyModel {
  /// What is shown; the typed fields are bound.
  public var screen = JourneyScreen()
  private let desk: Desk

  /// A model on the shared desk.
  public init(desk: Desk) { self.desk = desk }

  private struct Read: Sendable {
    let journey: Journey
    let taper: Taper
    let milestones: [Milestone]
  }

  /// Reads everything.
  public func appear() async {
    do {
      show(
        try await desk.run { journal, now in
          Read(
            journey: try journal.journey(), taper: try journal.taper(now: now),
            milestones: try journal.milestones(now: now))
        })
    } catch {
      screen.problem = desk.words(error)
    }
  }

  /// Saves the plan as typed; a refused field says what it takes and keeps what was typed.
  public func savePlan() async {
    for path in [\JourneyScreen.agreed, \.start, \.step, \.hold] { screen[keyPath: path].problem = nil }
    let format = desk.format
    guard let start = Format.parse(screen.start.typed) else {
      screen.start.problem = format.text("error.field.volume")
      return
    }
    guard let step = Format.parse(screen.step.typed) else {
      screen.step.problem = format.text("error.field.step")
      return
    }
    guard let hold = Format.parse(screen.hold.typed) else {
      screen.hold.problem = format.text("error.field.hold")
      return
    }
    let microlitres = { (value: Double) -> Int64 in
      if case .measured(let microlitres, _) = format.typed(volume: value) { return microlitres }
      return 0
    }
    let now = desk.clock()
    let first = dayText(Int((now.utcMs + Int64(now.offsetS) * 1_000) / 86_400_000))
    let plan = TaperPlan(
      agreedWith: screen.agreed.typed, startUl: microlitres(start), stepUl: microlitres(step),
      holdDays: Int32(min(max(hold, -1e6), 1e6)), firstDay: first)
    do {
      _ = try await desk.run { journal, now in try journal.setPlan(plan: plan, now: now) }
      await appear()
    } catch {
      let words = desk.words(error)
      switch desk.field(error) {
      case "agreed_with": screen.agreed.problem = words
      case "start": screen.start.problem = words
      case "step": screen.step.problem = words
      case "hold": screen.hold.problem = words
      default: screen.problem = words
      }
    }
  }

  /// The plan's next step begins today; only with every condition met.
  public func takeStep() async {
    do {
      _ = try await desk.run { journal, now in try journal.takeStep(now: now) }
      await appear()
    } catch {
      screen.problem = desk.words(error)
    }
  }

  private func show(_ found: Read) {
    let (format, taper) = (desk.format, found.taper)
    var new = JourneyScreen()
    new.title = format.text("journey.title")
    new.restarted =
      found.journey.restart.map { format.text("journey.restarted", ["day": format.dayMonth($0)]) }
      ?? format.text("journey.not_yet")
    switch found.journey.pause {
    case .days(let days)?:
      let duration =
        days % 7 == 0 && days > 0
        ? format.counted("count.weeks", "weeks", Int(days / 7)) : format.counted("count.days", "days", Int(days))
      new.story.append(format.text("journey.break_days", ["duration": duration]))
    case .never?: new.story.append(format.text("journey.never"))
    case nil: break
    }
    if let goal = found.journey.goal {
      if case .own(let words) = goal { new.story.append(words) } else { new.story.append(format.text("goal.\(goal)")) }
    }
    new.milestones = found.milestones.map { milestone in
      var key = "milestone." + snake("\(milestone.kind)")
      if milestone.kind == .firstLatch, milestone.baby == nil { key += "_unnamed" }
      var extra = ["day": format.dayMonth(milestone.day)]
      extra["baby"] = milestone.baby
      return format.fact(key, milestone.figures, extra: extra)
    }
    (new.stepButton, new.saveButton) = (format.text("button.next"), format.text("button.save"))
    let labels = ["plan.agreed_with", "plan.start", "plan.step", "plan.hold"].map { format.text($0) }
    new.agreed = FormField(label: labels[0], typed: screen.agreed.typed)
    new.start = FormField(label: labels[1], typed: screen.start.typed)
    new.step = FormField(label: labels[2], typed: screen.step.typed)
    new.hold = FormField(label: labels[3], typed: screen.hold.typed)
    plan(&new, taper, format)
    screen = new
  }

  private func plan(_ new: inout JourneyScreen, _ taper: Taper, _ format: Format) {
    let volume = { (microlitres: Int64?) in format.volume(Double(microlitres ?? 0)) }
    let unmet = taper.conditions.filter { !$0.met }.count
    let values = [
      "cut": volume(taper.cutUl), "current": volume(taper.currentUl), "next": volume(taper.nextUl),
      "agreed_with": taper.plan?.agreedWith ?? "", "unmet": format.number(Double(unmet)),
      "steps": format.number(Double(taper.steps)), "hold": format.number(Double(taper.plan?.holdDays ?? 0)),
    ]
    new.plan = format.text("taper." + snake("\(taper.verdict)"), values, count: unmet)
    guard let plan = taper.plan else { return }
    new.agreedWith = format.text("taper.agreed_with", values)
    if taper.nextUl != nil { new.sum = format.text("taper.sum", values) }
    let unit = desk.settings.volumeUnit == .ml ? 1_000 : 29_573.5
    new.steps = (0...max(0, Int(taper.steps))).map { step in
      (Double(max(0, plan.startUl - Int64(step) * plan.stepUl)) / unit * 100).rounded() / 100
    }
    new.taken = Int(taper.stepsTaken)
    new.conditions = taper.conditions.enumerated().map { place, condition in
      let name = snake("\(condition.kind)")
      let key =
        condition.unknown.map(unknownKey)
        ?? (condition.contact && condition.kind == .gainInBand
          ? "taper.unmet.gain_below_p5" : "taper.\(condition.met ? "met" : "unmet").\(name)")
      return ConditionRow(
        id: place, text: format.about(condition.baby, format.fact(key, condition.figures, extra: values)),
        isMet: condition.met)
    }
    new.canTakeStep = taper.verdict == .nextStep
    new.arithmetic = format.text("taper.table", values)
  }
}

/// Key of the sentence that says why something about growth is not known.
func unknownKey(_ unknown: GrowthUnknown) -> String {
  switch unknown {
  case .birthUnknown: "growth.unknown.birth"
  case .sexUnknown: "growth.unknown.sex"
  case .beforeAgeZero: "growth.unknown.before_age_zero"
  case .beyondTable: "growth.unknown.beyond_table"
  case .noWeighing: "growth.unknown.no_weighing"
  case .weighingsTooClose: "growth.unknown.too_close"
  case .earlyDays: "growth.unknown.early_days"
  case .noBandForAge: "growth.unknown.no_band"
  }
}
