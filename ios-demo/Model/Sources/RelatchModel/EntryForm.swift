import Foundation
import Observation
internal import RelatchKit

/// What a form logs.
public enum FormKind: String, Sendable, CaseIterable {
  case pump, hand, combined, nursing, supplement, skinToSkin = "skin_to_skin", weight, diaper, medicine, temperature
  case sign, wellbeing, note, other
}

/// A new entry with its fields, one of the log to be changed, or the end of a running session.
@Observable @MainActor public final class EntryForm: Identifiable {
  /// What is logged.
  public let kind: FormKind
  /// What is logged, in words.
  public let title: String
  /// Where the amount comes from that it opens with.
  public private(set) var opensWith: String?
  /// Text fields; `shown` says which of them there are at the moment.
  public internal(set) var fields: [FormField]
  /// Choices, in order.
  public internal(set) var choices: [Choice]
  /// Switches, in order.
  public internal(set) var switches: [FormSwitch]
  /// When it started; left alone, it has just finished.
  public var started: Date
  /// When it ended, if the switch says that it is known.
  public var ended: Date
  /// What is wrong with the times.
  public private(set) var timeProblem: String?
  /// What is wrong with no field of its own.
  public private(set) var problem: String?
  /// It was taken in; close the form.
  public private(set) var isSaved = false
  let desk: Desk
  let purpose: Purpose
  private(set) var original: Entry?
  private var untouched: [String: FormField] = [:]
  private let opened: Date
  private let newEntry = newEntryId()
  /// What the screen below does with what was logged.
  var taken: @MainActor (Logged) async -> Void = { _ in }

  enum Purpose {
    case new
    case edit
    case finish(SessionSelector)
  }

  /// A form for a new entry.
  public convenience init(desk: Desk, kind: FormKind) { self.init(desk: desk, kind: kind, purpose: .new, babies: []) }

  init(desk: Desk, kind: FormKind, purpose: Purpose, babies: [String]) {
    (self.desk, self.kind, self.purpose) = (desk, kind, purpose)
    let format = desk.format
    title = format.text("kind.\(kind.rawValue)")
    (fields, choices, switches) = Self.parts(kind, babies, format)
    opened = desk.clock().stamp(desk.clock().utcMs).date
    (started, ended) = (opened, opened)
    if case .finish = purpose { switches.removeAll { $0.id == "ended" } }
  }

  /// A form for a new entry that opens with the amount of last time; one call.
  static func open(_ desk: Desk, _ kind: FormKind) async throws -> EntryForm {
    let (babies, recent) = try await desk.run { journal, now in
      let recent = EntryQuery(fromMs: now.utcMs - 14 * 86_400_000, limit: 1_000)
      return (try journal.babies().map(\.name), try journal.entries(query: recent).entries)
    }
    let form = EntryForm(desk: desk, kind: kind, purpose: .new, babies: babies)
    if let last = recent.last(where: { Self.kind(of: $0.kind) == kind && $0.kind.amount != nil }) {
      form.begin(with: last)
    }
    return form
  }

  /// A form that changes an entry of the log; one call.
  static func edit(_ desk: Desk, _ id: String) async throws -> EntryForm {
    let (babies, entry) = try await desk.run { journal, _ in
      (try journal.babies().map(\.name), try journal.entry(id: id))
    }
    let form = EntryForm(desk: desk, kind: kind(of: entry.kind), purpose: .edit, babies: babies)
    form.load(entry)
    return form
  }

  /// A form for how a running session ends; what it leaves out is taken from the clock.
  static func finish(_ desk: Desk, _ running: Running) -> EntryForm {
    let kind: FormKind = running.kind == .nursing ? .nursing : running.kind == .hand ? .hand : .pump
    let which = SessionSelector(kind: running.kind, baby: running.baby)
    let form = EntryForm(desk: desk, kind: kind, purpose: .finish(which), babies: [])
    form.started = running.start.date
    if kind == .nursing { form.turn("supplementer", true) }
    return form
  }

  // MARK: What is shown

  /// The fields there are, by what was chosen.
  public var shown: [FormField] { fields.filter { isShown($0.id) } }
  /// The choices there are.
  public var shownChoices: [Choice] { choices.filter { isShown($0.id) } }
  /// Whether an entry of the log is changed.
  public var isEdit: Bool { original != nil }
  /// Whether it asks when it was.
  public var asksTime: Bool { if case .finish = purpose { false } else { true } }
  /// Whether the end is asked for.
  public var asksEnd: Bool { isOn("ended") }
  /// The field that the ruler and the three tiles set; absent where no amount of milk is asked for.
  public var amountField: String? {
    switch kind {
    case .pump, .hand, .combined: value("sides") == "both" ? "total" : value("sides")
    case .supplement: "volume"
    default: nil
    }
  }
  /// The number in large type.
  public var amount: Caption? {
    guard let id = amountField else { return nil }
    let words =
      self[id].isDrops
      ? desk.format.text("volume.drops")
      : self[id].typed.isEmpty ? desk.format.text("volume.not_measured") : self[id].typed
    return Caption(value: words, caption: Format.parse(self[id].typed) == nil ? "" : desk.format.volumeUnit)
  }
  /// The ruler, at what is typed or at nothing.
  public var ruler: Ruler? {
    guard let id = amountField else { return nil }
    return Ruler(value: max(0, Format.parse(self[id].typed) ?? 0), format: desk.format)
  }
  /// Words of the two steppers and of the way to the keypad.
  public var rulerLabels: [String] { ["volume.less", "volume.more", "volume.type_it"].map { desk.format.text($0) } }
  /// Above the three tiles.
  public var shortcutsLabel: String { desk.format.text("volume.no_millilitres") }
  /// The three equal tiles: nothing, drops, not measured.
  public var shortcuts: [Choice.Shortcut] {
    guard amountField != nil else { return [] }
    return [desk.format.zero, desk.format.text("volume.drops"), desk.format.text("volume.not_measured")].enumerated()
      .map { Choice.Shortcut(id: $0.offset, label: $0.element) }
  }
  /// Words of the save button.
  public var saveButton: String {
    guard let id = amountField, let value = Format.parse(self[id].typed), value >= 0 else {
      return desk.format.text("button.save")
    }
    let words = desk.format.text(desk.format.volumeKey, ["amount": desk.format.number(value, places: 3)])
    return desk.format.text("button.save_volume", ["volume": words])
  }
  /// Words of the start.
  public var startedLabel: String { desk.format.text("form.started") }
  /// Words of the end.
  public var endedLabel: String { desk.format.text("form.ended") }
  /// Words of the button that closes.
  public var closeButton: String { desk.format.text("button.cancel") }

  /// A field by its name; setting it keeps what is typed.
  public subscript(_ id: String) -> FormField {
    get { fields.first { $0.id == id } ?? FormField(id, label: "") }
    set {
      guard let place = fields.firstIndex(where: { $0.id == id }) else { return }
      var new = newValue
      if !new.typed.isEmpty, new.typed != fields[place].typed { new.isDrops = false }
      fields[place] = new
    }
  }

  /// The value of a choice, empty when there is no such choice.
  public func value(_ choice: String) -> String { choices.first { $0.id == choice }?.value ?? "" }

  /// Chooses an option.
  public func choose(_ choice: String, _ value: String) {
    guard let place = choices.firstIndex(where: { $0.id == choice }) else { return }
    if choices[place].options.contains(where: { $0.id == value }) { choices[place].value = value }
  }

  /// Whether a switch is on.
  public func isOn(_ id: String) -> Bool { switches.first { $0.id == id }?.isOn ?? false }

  /// Turns a switch.
  public func turn(_ id: String, _ on: Bool) {
    if let place = switches.firstIndex(where: { $0.id == id }) { switches[place].isOn = on }
  }

  /// One step of the ruler more or less.
  public func step(_ steps: Int) { move(from: ruler?.value ?? 0, bySteps: Double(steps)) }

  /// The ruler was dragged from a value by so many points; to the left is more.
  public func drag(from value: Double, byPoints points: Double) {
    move(from: value, bySteps: -points / Ruler.pointsPerStep)
  }

  private func move(from value: Double, bySteps steps: Double) {
    guard let id = amountField else { return }
    self[id].typed = desk.format.plain(Ruler.moved(value, by: steps, format: desk.format), places: 3)
  }

  private func isShown(_ id: String) -> Bool {
    switch id {
    case "total": return value("sides") == "both"
    case "left", "right": return value("sides") == id
    case "minutes": return kind != .nursing || value("sides") == "both"
    case "minutes_left", "minutes_right": return "minutes_" + value("sides") == id
    case "tube", "tube_milk": return isOn("supplementer")
    case "before", "after": return isOn("weighed")
    // A sign or a temperature of the parent's own belongs to no baby.
    case "baby": return !Self.parentsSigns.contains(value("sign")) && value("whose") != "parent"
    default: return true
    }
  }

  // MARK: Filling in

  private func begin(with last: Entry) {
    guard let id = amountField, let amount = last.kind.amount, case .measured = amount else { return }
    self[id].typed = desk.format.typed(amount)
    opensWith = desk.format.text("volume.as_last_time", ["time": desk.format.time(last.start)])
  }

  private func load(_ entry: Entry) {
    original = entry
    (started, ended) = (entry.start.date, entry.start.date)
    fill(entry)
    untouched = Dictionary(uniqueKeysWithValues: fields.map { ($0.id, $0) })
    untouched["sides"] = FormField("sides", label: "", typed: value("sides"))
  }

  /// Nothing of these was changed since the entry was read.
  func isUntouched(_ ids: [String]) -> Bool {
    original != nil && value("sides") == untouched["sides"]?.typed
      && ids.allSatisfy { self[$0].typed == untouched[$0]?.typed && self[$0].isDrops == untouched[$0]?.isDrops }
  }

  // MARK: Saving

  /// One of the three equal tiles: saves at once.
  public func save(tile: Int) async {
    guard let id = amountField else { return }
    self[id].typed = tile == 0 ? "0" : ""
    self[id].isDrops = tile == 1
    await save()
  }

  /// Saves what was typed; a refused field says what it takes and keeps what was typed.
  public func save() async {
    for place in fields.indices { fields[place].problem = nil }
    (timeProblem, problem) = (nil, nil)
    do {
      let logged = try await write(try content())
      isSaved = true
      await taken(logged)
      try await desk.follow(logged.home, logged.reminders)
    } catch let refusal as Refusal {
      refuse(refusal.field, desk.format.text(refusal.key))
    } catch {
      show(error)
    }
  }

  /// Minutes between the times, where the end is told and no minutes are typed.
  func lasted() throws -> Int64? {
    guard asksEnd else { return nil }
    guard ended >= started else { throw Refusal(field: "start", key: "error.field.end") }
    return ended.milliseconds - started.milliseconds
  }

  private func write(_ content: EntryKind) async throws -> Logged {
    let note = self["note"].typed.isEmpty ? nil : self["note"].typed
    if case .finish(let which) = purpose {
      return try await desk.run { journal, now in
        try journal.finish(which: which, how: FinishSession(kind: content, note: note), now: now)
      }
    }
    let isTold = started != (original?.start.date ?? opened) || asksEnd
    let start = isTold ? desk.clock().stamp(started.milliseconds) : nil
    let isAsked = shownChoices.contains { $0.id == "baby" }
    let baby =
      isAsked
      ? (value("baby").isEmpty ? nil : value("baby")) : choices.contains { $0.id == "baby" } ? nil : original?.baby
    let new = NewEntry(
      id: original?.id ?? newEntry, start: start, kind: content, baby: baby, note: note,
      tags: original?.tags ?? [])
    let isEdit = original != nil
    return try await desk.run { journal, now in
      isEdit ? try journal.edit(new: new, now: now) : try journal.log(new: new, now: now)
    }
  }

  private func show(_ error: any Error) {
    let words = desk.words(error)
    guard let field = desk.field(error) else {
      problem = words
      return
    }
    let volume = desk.format.text("error.field.volume")
    switch field {
    // One amount is asked for: the limits are what helps, not that sides and total exclude each other.
    case "volume", "total": refuse(amountField ?? "volume", volume)
    case "left", "right":
      kind == .nursing
        ? refuse("minutes_" + field, desk.format.text("error.field.minutes")) : refuse(field, volume)
    case "minutes", "side":
      refuse(value("sides") == "both" || kind != .nursing ? "minutes" : "minutes_" + value("sides"), words)
    case "supplementer": refuse("tube", words)
    case "weighed": refuse("after", words)
    default: refuse(field, words)
    }
  }

  private func refuse(_ field: String, _ words: String) {
    if field == "start" {
      timeProblem = words
    } else if let place = fields.firstIndex(where: { $0.id == field }) {
      fields[place].problem = words
    } else {
      problem = words
    }
  }
}
