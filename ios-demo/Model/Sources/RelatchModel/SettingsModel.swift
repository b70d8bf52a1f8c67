import Foundation
import Observation
internal import RelatchKit

/// One choice with its options.
public struct Choice: Equatable, Sendable, Identifiable {
  /// What is chosen.
  public let id: String
  /// Its words.
  public let label: String
  /// Options: value and words.
  public let options: [Option]
  /// The value that holds.
  public let value: String
  /// One tile that saves at once.
  public struct Shortcut: Equatable, Sendable, Identifiable {
    /// Its place.
    public let id: Int
    /// Its words.
    public let label: String
  }
  /// One option.
  public struct Option: Equatable, Sendable, Identifiable {
    /// Its value.
    public let id: String
    /// Its words.
    public let label: String
  }
}

/// Everything that Settings shows.
public struct SettingsScreen: Equatable, Sendable {
  /// Title of the screen.
  public var title = ""
  /// Units, and what time counts from.
  public var choices: [Choice] = []
  /// When the day begins, as typed.
  public var dayStart = FormField(label: "", typed: "")
  /// When the night begins, as typed.
  public var nightFrom = FormField(label: "", typed: "")
  /// When the night ends, as typed.
  public var nightTo = FormField(label: "", typed: "")
  /// Words of the save button.
  public var saveButton = ""
  /// Words of the switch for simple mode.
  public var simple = WordRow(id: "simple", title: "", detail: "")
  /// Whether it is on.
  public var isSimple = false
  /// What went wrong last.
  public var problem: String?
}

/// Settings: units, day start, night, simple mode.
@Observable @MainActor public final class SettingsModel {
  /// What is shown; the typed fields are bound.
  public var screen = SettingsScreen()
  private let desk: Desk

  /// A model on the shared desk.
  public init(desk: Desk) { self.desk = desk }

  /// Reads everything.
  public func appear() async {
    do {
      try await desk.readSettings()
      show()
    } catch {
      screen.problem = desk.words(error)
    }
  }

  /// Chooses an option.
  public func choose(_ choice: String, _ value: String) async {
    var new = Changed(desk.settings)
    switch choice {
    case "volume": new.volume = value == "oz" ? .oz : .ml
    case "mass": new.mass = value == "lb" ? .lb : value == "kg" ? .kg : .g
    default: new.since = value == "end" ? .end : .start
    }
    await save(new)
  }

  /// Words instead of figures, or not.
  public func setSimple(_ simple: Bool) async {
    var new = Changed(desk.settings)
    new.simple = simple
    await save(new)
  }

  /// Saves the typed times; a refused one says what it takes and keeps what was typed.
  public func saveTimes() async {
    (screen.dayStart.problem, screen.nightTo.problem) = (nil, nil)
    var new = Changed(desk.settings)
    new.dayStart = screen.dayStart.typed
    new.night = ClockWindow(from: screen.nightFrom.typed, to: screen.nightTo.typed)
    let pattern = /([01]\d|2[0-3]):[0-5]\d/
    guard new.dayStart.wholeMatch(of: pattern) != nil else {
      screen.dayStart.problem = desk.format.text("error.field.day_start")
      return
    }
    guard new.night.from.wholeMatch(of: pattern) != nil, new.night.to.wholeMatch(of: pattern) != nil else {
      screen.nightTo.problem = desk.format.text("error.field.night")
      return
    }
    await save(new)
  }

  private struct Changed {
    var volume: VolumeUnit
    var mass: MassUnit
    var dayStart: ClockTime
    var night: ClockWindow
    var since: SessionEdge
    var simple: Bool
    init(_ old: Settings) {
      (volume, mass, dayStart) = (old.volumeUnit, old.massUnit, old.dayStart)
      (night, since, simple) = (old.night, old.since, old.simple)
    }
  }

  private func save(_ new: Changed) async {
    let settings = Settings(
      volumeUnit: new.volume, massUnit: new.mass, dayStart: new.dayStart, night: new.night, since: new.since,
      simple: new.simple)
    do {
      try await desk.run { journal, _ in try journal.setSettings(new: settings) }
      desk.use(settings)
      show()
    } catch {
      switch desk.field(error) {
      case "day_start": screen.dayStart.problem = desk.words(error)
      case "night": screen.nightTo.problem = desk.words(error)
      default: screen.problem = desk.words(error)
      }
    }
  }

  private func show() {
    let (format, settings) = (desk.format, desk.settings)
    var new = SettingsScreen()
    new.title = format.text("settings.title")
    new.saveButton = format.text("button.save")
    let option = { (id: String, label: String) in Choice.Option(id: id, label: label) }
    new.choices = [
      Choice(
        id: "volume", label: format.text("settings.volume_unit"), options: [option("ml", "ml"), option("oz", "oz")],
        value: settings.volumeUnit == .ml ? "ml" : "oz"),
      Choice(
        id: "mass", label: format.text("settings.mass_unit"),
        options: ["g", "kg", "lb"].map { option($0, $0) }, value: "\(settings.massUnit)"),
      Choice(
        id: "since", label: format.text("settings.since"),
        options: [
          option("start", format.text("settings.since_start")), option("end", format.text("settings.since_end")),
        ],
        value: "\(settings.since)"),
    ]
    new.dayStart = FormField(label: format.text("settings.day_start"), typed: settings.dayStart)
    new.nightFrom = FormField(label: format.text("settings.night"), typed: settings.night.from)
    new.nightTo = FormField(label: format.text("settings.night"), typed: settings.night.to)
    new.simple = WordRow(
      id: "simple", title: format.text("settings.simple"), detail: format.text("settings.simple_detail"))
    new.isSimple = settings.simple
    screen = new
  }
}
