import Foundation
import Observation
internal import RelatchKit

/// Everything that Settings shows.
public struct SettingsScreen: Equatable, Sendable {
  /// Title of the screen.
  public var title = ""
  /// Units, and what time counts from.
  public var choices: [Choice] = []
  /// When the day begins, as typed.
  public var dayStart = FormField("day_start", label: "")
  /// When the night begins, as typed.
  public var nightFrom = FormField("night_from", label: "")
  /// When the night ends, as typed.
  public var nightTo = FormField("night_to", label: "")
  /// Words of the save button.
  public var saveButton = ""
  /// Words of the switch for simple mode.
  public var simple = WordRow(id: "simple", title: "", detail: "")
  /// Whether it is on.
  public var isSimple = false
  /// The lock of the app.
  public var lock = WordRow(id: "lock", title: "", detail: "")
  /// Whether it is on.
  public var isLocked = false
  /// Whether the phone has a code to ask for.
  public var canLock = true
  /// Whether widget and lock screen say more than a time.
  public var details = WordRow(id: "details", title: "", detail: "")
  /// Whether they do.
  public var showsDetails = false
  /// Whom a red flag offers to call, as typed.
  public var provider = FormField("provider", label: "")
  /// Their number, as typed.
  public var providerNumber = FormField("provider_number", label: "")
  /// The emergency number, as typed; empty is the one of the region.
  public var emergency = FormField("emergency", label: "")
  /// What the app is, and what it is not.
  public var about: [String] = []
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
    if choice == "appearance" { return keep { $0.appearance = value } }
    var new = Changed(desk.settings)
    switch choice {
    case "volume": new.volume = value == "oz" ? .oz : .ml
    case "mass": new.mass = value == "lb" ? .lb : value == "kg" ? .kg : .g
    default: new.since = value == "end" ? .end : .start
    }
    await save(new)
  }

  /// Whether the screens are dark; absent: as the phone.
  public var isDark: Bool? {
    screen.choices.first { $0.id == "appearance" }.flatMap { ["dark": true, "light": false][$0.value] }
  }

  /// Words instead of figures, or not.
  public func setSimple(_ simple: Bool) async {
    var new = Changed(desk.settings)
    new.simple = simple
    await save(new)
  }

  /// Asks for the owner of the phone before anything is shown, or not; the owner alone can turn it on.
  public func setLock(_ on: Bool) async {
    guard !on || desk.owner.canBeAsked() else {
      show()
      screen.problem = desk.format.text("lock.no_code")
      return
    }
    guard await desk.owner.isThere(reason: desk.format.text("lock.reason")) else { return show() }
    keep { $0.appLock = on }
  }

  /// Widget and lock screen say more than a time, or not.
  public func setDetails(_ on: Bool) async {
    keep { $0.showsDetails = on }
    do { try await desk.follow() } catch { screen.problem = desk.words(error) }
  }

  /// Keeps who is called; a number that is none says what it takes and stays typed.
  public func saveContacts() {
    (screen.providerNumber.problem, screen.emergency.problem) = (nil, nil)
    let words = desk.format.text("error.field.phone")
    let isWrong = { (typed: String) in !typed.isEmpty && telephone(typed) == nil }
    if isWrong(screen.providerNumber.typed) { screen.providerNumber.problem = words }
    if isWrong(screen.emergency.typed) { screen.emergency.problem = words }
    guard screen.providerNumber.problem == nil, screen.emergency.problem == nil else { return }
    let new = screen
    keep { preferences in
      preferences.provider = new.provider.typed
      preferences.providerNumber = new.providerNumber.typed
      preferences.emergencyNumber = new.emergency.typed
    }
  }

  private func keep(_ change: (inout Preferences) -> Void) {
    var new = desk.preferences
    change(&new)
    do {
      try desk.keep(new)
      show()
    } catch {
      show()
      screen.problem = desk.format.text("error.io")
    }
  }

  /// Saves the typed times; a refused one says what it takes and keeps what was typed.
  public func saveTimes() async {
    (screen.dayStart.problem, screen.nightTo.problem) = (nil, nil)
    var new = Changed(desk.settings)
    new.dayStart = screen.dayStart.typed
    new.night = ClockWindow(from: screen.nightFrom.typed, to: screen.nightTo.typed)
    guard isClock(new.dayStart) else {
      screen.dayStart.problem = desk.format.text("error.field.day_start")
      return
    }
    guard isClock(new.night.from), isClock(new.night.to) else {
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
    new.choices = [
      Choice(
        "volume", label: format.text("settings.volume_unit"), options: ["ml", "oz"].map { ($0, $0) },
        value: settings.volumeUnit == .ml ? "ml" : "oz"),
      Choice(
        "mass", label: format.text("settings.mass_unit"), options: ["g", "kg", "lb"].map { ($0, $0) },
        value: "\(settings.massUnit)"),
      Choice(
        "since", label: format.text("settings.since"),
        options: [("start", format.text("settings.since_start")), ("end", format.text("settings.since_end"))],
        value: "\(settings.since)"),
      Choice(
        "appearance", label: format.text("settings.dark"),
        options: [
          ("", format.text("settings.dark_system")), ("dark", format.text("settings.dark_on")),
          ("light", format.text("settings.dark_off")),
        ], value: desk.preferences.appearance),
    ]
    new.dayStart = FormField("day_start", label: format.text("settings.day_start"), typed: settings.dayStart)
    new.nightFrom = FormField("night_from", label: format.text("settings.night_from"), typed: settings.night.from)
    new.nightTo = FormField("night_to", label: format.text("settings.night_to"), typed: settings.night.to)
    new.lock = WordRow(id: "lock", title: format.text("lock.setting"), detail: format.text("lock.setting_detail"))
    (new.isLocked, new.canLock) = (desk.preferences.appLock, desk.owner.canBeAsked())
    new.details = WordRow(
      id: "details", title: format.text("settings.outside"), detail: format.text("settings.outside_detail"))
    new.showsDetails = desk.preferences.showsDetails
    let preferences = desk.preferences
    new.provider = FormField("provider", label: format.text("settings.provider"), typed: preferences.provider)
    new.providerNumber = FormField(
      "provider_number", label: format.text("settings.provider_number"), typed: preferences.providerNumber)
    let region = Preferences().emergency(in: desk.locale)
    new.emergency = FormField(
      "emergency", label: format.text("settings.emergency") + " (" + region + ")",
      typed: preferences.emergencyNumber)
    new.about = [format.text("about.not_a_device"), format.text("first.private"), format.text("first.backup")]
    new.simple = WordRow(
      id: "simple", title: format.text("settings.simple"), detail: format.text("settings.simple_detail"))
    new.isSimple = settings.simple
    screen = new
  }
}
