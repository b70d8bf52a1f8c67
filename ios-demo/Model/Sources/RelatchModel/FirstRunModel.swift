import Foundation
import Observation
internal import RelatchKit

/// Everything that the first run shows.
public struct FirstRunScreen: Equatable, Sendable {
  /// "Step 2 of 3".
  public var step = ""
  /// The question.
  public var title = ""
  /// What it is for.
  public var detail = ""
  /// The answers, in order.
  public var answers: [String] = []
  /// Words of the two buttons.
  public var buttons: [String] = []
  /// Words of the button that goes back; absent on the first question.
  public var backButton: String?
  /// Below the ring: what its rays will be.
  public var rays = ""
  /// Words of the way to an import.
  public var importButton = ""
  /// Asks when it was started again.
  public var asksRestart = false
  /// Asks for the break.
  public var asksBreak = false
  /// Asks for the baby.
  public var asksBaby = false
  /// Asks for reminders.
  public var asksReminders = false
  /// All is answered.
  public var isDone = false
  /// What went wrong last.
  public var problem: String?
}

/// First run: three questions, each of which may be skipped.
@Observable @MainActor public final class FirstRunModel {
  /// What is shown.
  public private(set) var screen = FirstRunScreen()
  /// When it was started again; absent: not yet.
  public var restart: Date?
  /// Days of the break, as typed.
  public var breakDays: FormField
  /// In what the break is told.
  public var breakIn: Choice
  /// Name of the baby, as typed.
  public var baby: FormField
  private let desk: Desk
  private var step = 1

  /// A model on the shared desk.
  public init(desk: Desk) {
    self.desk = desk
    breakDays = FormField("break", label: desk.format.text("first.break.title"))
    breakIn = Choice(
      "break", label: desk.format.text("journey.break"),
      options: ["days", "weeks", "months", "never"].map { name in
        (name, desk.format.text(name == "never" ? "first.never" : "first.break.\(name)"))
      }, value: "days")
    baby = FormField("baby", label: desk.format.text("baby.name"))
    show()
  }

  /// Goes on; what was answered is kept in one call at the end.
  public func next() async {
    if step == 1, !breakDays.typed.isEmpty, Format.parse(breakDays.typed) == nil {
      breakDays.problem = desk.format.text("error.field.break")
      return
    }
    breakDays.problem = nil
    if step < 3 { step += 1 } else { await finish() }
    show()
  }

  /// It was started again today.
  public func restartToday() { restart = desk.clock().stamp(desk.clock().utcMs).date }

  /// Leaves this question out.
  public func skip() async {
    switch step {
    case 1: (restart, breakDays.typed) = (nil, "")
    case 2: baby.typed = ""
    default: break
    }
    await next()
  }

  /// It has not been started again yet.
  public func notYet() { restart = nil }

  /// Whether it was started again.
  public var hasRestart: Bool { restart != nil }

  /// Goes back.
  public func back() {
    step = max(1, step - 1)
    show()
  }

  /// Reminders are wanted: asks for the permission.
  public func wantReminders() async {
    _ = await desk.notifications.requestAuthorization()
    await finish()
  }

  private func finish() async {
    let now = desk.clock()
    let day = restart.map { dayText(Int(($0.milliseconds + Int64(now.offsetS) * 1_000) / 86_400_000)) }
    let days: [String: Double] = ["weeks": 7, "months": 30.4375]
    let scale = days[breakIn.value] ?? 1
    let length = Format.parse(breakDays.typed).map { typed in
      LactationBreak.days(days: Int32(min(max((typed * scale).rounded(), -1), 1e6)))
    }
    let pause: LactationBreak? = breakIn.value == "never" ? .never : length
    let journey = Journey(
      restart: day, pause: pause, sessionsADay: nil, sessionsANight: nil, needUl: nil)
    let child = baby.typed.isEmpty ? nil : Baby(name: baby.typed)
    do {
      try await desk.run { journal, now in try journal.introduce(new: journey, baby: child, now: now) }
      try await desk.replan()
      screen.isDone = true
    } catch {
      switch desk.field(error) {
      case "break": (breakDays.problem, step) = (desk.words(error), 1)
      case "baby": (baby.problem, step) = (desk.words(error), 2)
      default: screen.problem = desk.words(error)
      }
      show()
    }
  }

  private func show() {
    let format = desk.format
    var new = FirstRunScreen()
    new.isDone = screen.isDone
    new.problem = screen.problem
    new.step = format.text("first.step", ["step": format.number(Double(step)), "steps": format.number(3)])
    new.buttons = [format.text(step == 3 ? "first.start" : "button.next"), format.text("button.skip")]
    new.backButton = step > 1 ? format.text("button.back") : nil
    (new.rays, new.importButton) = (format.text("first.rays"), format.text("first.import"))
    (new.asksRestart, new.asksBreak) = (step == 1, step == 1)
    (new.asksBaby, new.asksReminders) = (step == 2, step == 3)
    switch step {
    case 1:
      new.title = format.text("first.restart.title")
      new.detail = format.text("first.restart.body")
      new.answers = [format.text("home.today"), format.text("first.not_yet")]
    case 2:
      new.title = format.text("first.baby.title")
      new.detail = format.text("first.private") + " " + format.text("first.backup")
    default:
      new.title = format.text("first.reminders.title")
      new.detail = format.text("first.reminders.body", ["interval": format.duration(minutes: 150)])
      new.answers = [format.text("first.reminders.yes"), format.text("first.reminders.no")]
    }
    screen = new
  }
}
