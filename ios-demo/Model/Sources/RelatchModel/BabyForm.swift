import Foundation
import Observation
internal import RelatchKit

/// What is known of a baby; the name alone has to be told.
@Observable @MainActor public final class BabyForm: Identifiable {
  /// Display name, as typed; it stays once the baby is known.
  public var name: FormField
  /// Whether the name may still be typed.
  public let isNew: Bool
  /// Whether the birth day is told.
  public var bornIsKnown: FormSwitch
  /// The birth day.
  public var born: Date
  /// For growth tables and nothing else.
  public var sex: Choice
  /// Completed weeks at birth, as typed.
  public var gestation: FormField
  /// What is wrong with the birth day.
  public private(set) var bornProblem: String?
  /// What is wrong with no field of its own.
  public private(set) var problem: String?
  /// What it is.
  public var title: String { desk.format.text(isNew ? "baby.add" : "baby.title") }
  /// Words of the birth day.
  public var bornLabel: String { bornIsKnown.label }
  /// Words of the save button.
  public var saveButton: String { desk.format.text("button.save") }
  /// Words of the button that closes.
  public var closeButton: String { desk.format.text("button.cancel") }
  private let desk: Desk
  var saved: @MainActor () async -> Void = {}

  init(desk: Desk, baby: Baby?) {
    let format = desk.format
    self.desk = desk
    isNew = baby == nil
    name = FormField("name", label: format.text("baby.name"), typed: baby?.name ?? "")
    bornIsKnown = FormSwitch(id: "born", label: format.text("baby.born"), isOn: baby?.born != nil)
    born = desk.date(of: baby?.born)
    sex = Choice(
      "sex", label: format.text("baby.sex"),
      options: [
        ("", format.text("latch.not_stated")), ("girl", format.text("baby.girl")), ("boy", format.text("baby.boy")),
      ], value: baby?.sex.map { "\($0)" } ?? "")
    gestation = FormField(
      "gestation", label: format.text("baby.gestation"), typed: baby?.gestationWeeks.map { "\($0)" } ?? "")
  }

  /// Saves what was typed; a refused field says what it takes and keeps what was typed.
  public func save() async {
    (name.problem, gestation.problem, bornProblem, problem) = (nil, nil, nil, nil)
    let weeks = Format.parse(gestation.typed)
    guard gestation.typed.isEmpty || weeks != nil else {
      gestation.problem = desk.format.text("error.field.gestation_weeks")
      return
    }
    let sexes: [String: Sex] = ["girl": .girl, "boy": .boy]
    let baby = Baby(
      name: name.typed, born: bornIsKnown.isOn ? desk.day(of: born) : nil, sex: sexes[sex.value],
      gestationWeeks: weeks.map { Int32(min(max($0.rounded(), -1), 1e6)) })
    do {
      try await desk.run { journal, now in try journal.setBaby(baby: baby, now: now) }
      await saved()
    } catch {
      let words = desk.words(error)
      switch desk.field(error) {
      case "baby": name.problem = words
      case "born": bornProblem = words
      case "gestation_weeks": gestation.problem = words
      default: problem = words
      }
    }
  }
}

extension Desk {
  /// The day of a moment on this phone's calendar.
  func day(of date: Date) -> Day {
    let stamp = clock().stamp(date.milliseconds)
    return dayText(Int((stamp.utcMs + Int64(stamp.offsetS) * 1_000) / 86_400_000))
  }

  /// Noon of a day on this phone's calendar; without one the present.
  func date(of day: Day?) -> Date {
    guard let day else { return Date(milliseconds: clock().utcMs) }
    return Date(milliseconds: clock().instant(day: dayNumber(day), minute: 720))
  }
}
