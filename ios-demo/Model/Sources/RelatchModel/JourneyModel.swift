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
  /// Words of the button that helps, where one does.
  public let button: String?
}

/// One step of the plan, to draw.
public struct PlanStep: Equatable, Sendable, Identifiable {
  /// Place among the steps; 0 is the start.
  public let id: Int
  /// Amount a day in the set unit.
  public let amount: Double
  /// "done", "now" or "ahead".
  public let state: String
}

/// Everything that Journey and plan shows.
public struct JourneyScreen: Equatable, Sendable {
  /// Title of the screen.
  public var title = ""
  /// Since when.
  public var restarted = ""
  /// After which break, hoping for what, in the own words.
  public var story: [String] = []
  /// Words of the button that changes the account.
  public var editButton = ""
  /// Name of the track of milk.
  public var supplyTitle = ""
  /// What was reached on the track of milk, by day.
  public var supply: [String] = []
  /// Name of the track of the breast; the two never mix.
  public var breastTitle = ""
  /// What was reached there, and the counts of this week.
  public var breast: [String] = []
  /// That the second says nothing of the first.
  public var apart = ""
  /// What the plan says.
  public var plan = ""
  /// Who agreed.
  public var agreedWith: String?
  /// The sum that was made.
  public var sum: String?
  /// Steps of the plan to draw, the start first.
  public var steps: [PlanStep] = []
  /// The drawing as one sentence, for a screen reader.
  public var stepsSpoken = ""
  /// Every condition.
  public var conditions: [ConditionRow] = []
  /// Whether the step may be taken.
  public var canTakeStep = false
  /// Words of the button for the plan's next step.
  public var stepButton = ""
  /// The amount before, and that one can go back to it.
  public var before: String?
  /// Words of the button that goes back.
  public var backButton = ""
  /// Words of the button that sets or changes the plan.
  public var planButton = ""
  /// Words of the button that ends it, while there is one.
  public var offButton: String?
  /// The arithmetic, and what the app is not.
  public var arithmetic: String?
  /// What went wrong last.
  public var problem: String?
}

/// Journey and plan: restart, goal, taper with its conditions.
@Observable @MainActor public final class JourneyModel {
  /// What is shown.
  public private(set) var screen = JourneyScreen()
  /// The open account.
  public var account: JourneyForm?
  /// The open plan.
  public var plan: PlanForm?
  /// The open form of an entry that a condition asks for.
  public var form: EntryForm?
  private let desk: Desk
  private var found: Read?

  /// A model on the shared desk.
  public init(desk: Desk) { self.desk = desk }

  private struct Read: Sendable {
    let journey: Journey
    let taper: Taper
    let milestones: [Milestone]
    let week: LatchCounts?
  }

  /// Reads everything.
  public func appear() async {
    await attempt {
      let found = try await self.desk.run { journal, now in
        Read(
          journey: try journal.journey(), taper: try journal.taper(now: now),
          milestones: try journal.milestones(now: now),
          week: try journal.latchesByWeek(baby: nil, ending: nil, weeks: 1, now: now).last?.counts)
      }
      self.found = found
      self.show(found)
    }
  }

  /// Opens the account.
  public func openAccount() {
    guard let found else { return }
    let form = JourneyForm(desk: desk, journey: found.journey)
    form.saved = { [weak self] in
      self?.account = nil
      await self?.appear()
    }
    account = form
  }

  /// Opens the plan.
  public func openPlan() {
    let form = PlanForm(desk: desk, plan: found?.taper.plan)
    form.saved = { [weak self] in
      self?.plan = nil
      await self?.appear()
    }
    plan = form
  }

  /// Does what a condition asks for: a weighing, or that all diapers of its day are logged.
  public func help(_ condition: Int) async {
    guard let asked = found?.taper.conditions[safe: condition] else { return }
    await attempt {
      switch asked.kind {
      case .weightRecent, .gainKnown:
        let form = try await EntryForm.open(self.desk, .weight)
        form.taken = { [weak self] _ in
          self?.form = nil
          await self?.appear()
        }
        self.form = form
      case .diapersComplete:
        guard let day = asked.figures.first(where: { $0.name == "day" }).map({ dayText(Int($0.value)) }) else { return }
        _ = try await self.desk.run { journal, now in
          try journal.markDay(day: day, marks: DayMarks(diapersComplete: true), now: now)
        }
        await self.appear()
      default: break
      }
    }
  }

  /// The plan's next step begins today; only with every condition met.
  public func takeStep() async {
    await attempt {
      _ = try await self.desk.run { journal, now in try journal.takeStep(now: now) }
      await self.appear()
    }
  }

  /// Goes back to the amount before the latest step.
  public func stepBack() async {
    await attempt {
      _ = try await self.desk.run { journal, now in try journal.stepBack(now: now) }
      await self.appear()
    }
  }

  /// Ends the plan.
  public func endPlan() async {
    await attempt {
      _ = try await self.desk.run { journal, now in try journal.setPlan(plan: nil, now: now) }
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

  private func show(_ found: Read) {
    let format = desk.format
    var new = JourneyScreen()
    new.title = format.text("journey.title")
    new.editButton = format.text("button.edit")
    new.restarted =
      found.journey.restart.map { format.text("journey.restarted", ["day": format.dayMonth($0)]) }
      ?? format.text("journey.not_yet")
    new.story = story(found.journey, format)
    (new.supplyTitle, new.breastTitle) = (format.text("journey.supply"), format.text("journey.back_to_breast"))
    new.apart = format.text("back_to_breast.apart")
    for milestone in found.milestones {
      var extra = ["day": format.dayMonth(milestone.day)]
      extra["baby"] = milestone.baby
      let line = format.fact(milestone.textKey(), milestone.figures, extra: extra)
      if milestone.kind == .firstLatch { new.breast.append(line) } else { new.supply.append(line) }
    }
    if let week = found.week { new.breast += latches(week, format) }
    plan(&new, found.taper, format)
    screen = new
  }

  private func story(_ journey: Journey, _ format: Format) -> [String] {
    var lines: [String] = []
    switch journey.pause {
    case .days(let days)?:
      let isWeeks = days % 7 == 0 && days > 0
      let duration =
        isWeeks
        ? format.counted("count.weeks", "weeks", Int(days / 7)) : format.counted("count.days", "days", Int(days))
      lines.append(format.text("journey.break_days", ["duration": duration]))
    case .never?: lines.append(format.text("journey.never"))
    case nil: break
    }
    switch journey.goal {
    case .own(let words)?: lines.append(words)
    case let goal?: lines.append(format.text("goal.\(goal)"))
    case nil: break
    }
    return lines + (journey.story.map { [$0] } ?? [])
  }

  private func latches(_ week: LatchCounts, _ format: Format) -> [String] {
    let counts = [
      ("offered", week.offered), ("licked", week.licked), ("latched", week.latched), ("swallowed", week.swallowed),
      ("refused", week.refused), ("not_stated", week.notStated),
    ]
    return counts.filter { $0.1 > 0 }.map { name, count in
      format.number(Double(count)) + " × " + format.text("back_to_breast." + name)
    }
  }

  private func plan(_ new: inout JourneyScreen, _ taper: Taper, _ format: Format) {
    let volume = { (microlitres: Int64?) in format.volume(Double(microlitres ?? 0)) }
    let unmet = taper.conditions.filter { !$0.met }.count
    let values = [
      "cut": volume(taper.cutUl), "current": volume(taper.currentUl), "next": volume(taper.nextUl),
      "before": volume(taper.beforeUl), "agreed_with": taper.plan?.agreedWith ?? "",
      "unmet": format.number(Double(unmet)), "steps": format.number(Double(taper.steps)),
      "hold": format.number(Double(taper.plan?.holdDays ?? 0)),
    ]
    new.plan = format.text(taper.textKey(), values, count: unmet)
    new.planButton = format.text(taper.plan == nil ? "plan.title" : "button.edit")
    (new.stepButton, new.backButton) = (format.text("plan.take_step"), format.text("plan.step_back"))
    guard let plan = taper.plan else { return }
    new.offButton = format.text("plan.off")
    new.agreedWith = format.text("taper.agreed_with", values)
    if taper.nextUl != nil { new.sum = format.text("taper.sum", values) }
    if taper.beforeUl != nil { new.before = format.text("taper.before", values) }
    let unit = desk.settings.volumeUnit == .ml ? 1_000 : 29_573.5
    new.steps = (0...max(0, Int(taper.steps))).map { step in
      let amount = (Double(max(0, plan.startUl - Int64(step) * plan.stepUl)) / unit * 100).rounded() / 100
      let taken = Int(taper.stepsTaken)
      return PlanStep(id: step, amount: amount, state: step < taken ? "done" : step == taken ? "now" : "ahead")
    }
    new.stepsSpoken =
      format.about(format.text("plan.now"), volume(taper.currentUl)) + "; "
      + format.about(format.text("plan.ahead"), volume(taper.nextUl))
    new.conditions = taper.conditions.enumerated().map { place, condition in
      var button: String?
      switch condition.kind {
      case .weightRecent, .gainKnown: button = format.text("button.add")
      case .diapersComplete: button = format.text("diaper.complete")
      default: break
      }
      return ConditionRow(
        id: place,
        text: format.about(condition.baby, format.fact(condition.textKey(), condition.figures, extra: values)),
        isMet: condition.met, button: condition.met ? nil : button)
    }
    new.canTakeStep = taper.verdict == .nextStep
    new.arithmetic = format.text("taper.table", values) + " " + format.text("about.not_a_device")
  }
}
