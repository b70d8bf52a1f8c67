import Foundation
internal import RelatchKit

// The fields of each kind of entry, and the way between them and the core's record.
extension EntryForm {
  static let signs: [Sign] = [
    .hardToWake, .floppy, .blueGreyMottled, .fit, .weakCry, .breathingTrouble, .sunkenEyesOrFontanelle,
    .coldDiscolouredLimbs, .veryDrowsy, .darkUrine, .feedsUnderHalf, .yellowSkinOrEyes, .repeatedVomiting,
    .bloodInStool,
    .breastRedHotPainful, .breastLump, .fluLike, .chestPain, .palpitations, .faint, .involuntaryMovements,
    .severeLowMood, .severeAnxiety, .selfHarmThoughts,
  ]
  /// Names of those that are about the parent.
  static let parentsSigns = signs.drop { $0 != .breastRedHotPainful }.map { "\($0)" }
  static let milks: [Milk] = [.formula, .donor, .own, .ownFortified]
  static let ways: [SupplementBy] = [.bottle, .cup, .spoon, .syringe, .paladai, .finger, .other]
  static let latches: [Latch] = [.offered, .licked, .latched, .swallowed, .refused]

  static func parts(_ kind: FormKind, _ babies: [String], _ format: Format) -> ([FormField], [Choice], [FormSwitch]) {
    let field = { (id: String, key: String) in FormField(id, label: format.text(key)) }
    let none = ("", format.text("latch.not_stated"))
    let sides = Choice(
      "sides", label: format.text("form.sides"),
      options: [
        ("left", format.text("side.left_title")), ("right", format.text("side.right_title")),
        ("both", format.text("side.both_title")),
      ], value: "both")
    let milk = { (id: String) in
      Choice(
        id, label: format.text("form.milk"), options: milks.map { ("\($0)", format.milk($0)) }, value: "formula")
    }
    let scale = { (id: String, key: String) in
      Choice(
        id, label: format.text(key), options: [none] + (1...5).map { ("\($0)", format.number(Double($0))) }, value: "")
    }
    let turn = { (id: String, key: String) in FormSwitch(id: id, label: format.text(key), isOn: false) }
    var (fields, choices, switches): ([FormField], [Choice], [FormSwitch]) = ([], [], [])
    switch kind {
    case .pump, .hand, .combined:
      choices = [
        sides,
        Choice(
          "double", label: format.text("form.at_once"),
          options: [none, ("single", format.text("form.single")), ("double", format.text("form.double"))], value: ""),
      ]
      fields = ["total", "left", "right"].map { field($0, "form.volume") }
      fields += [
        field("minutes", "form.minutes"), field("let_downs", "form.let_downs"), field("pain", "form.pain"),
      ]
      switches = [turn("power", "form.power")]
    case .nursing:
      choices = [
        sides,
        Choice(
          "latch", label: format.text("latch.question"), options: [none] + latches.map { ("\($0)", format.latch($0)) },
          value: ""), milk("tube_milk"),
      ]
      fields = [
        field("minutes", "form.minutes"), field("minutes_left", "form.minutes_left"),
        field("minutes_right", "form.minutes_right"), field("tube", "form.volume"), field("before", "form.before"),
        field("after", "form.after"),
      ]
      switches = [turn("supplementer", "form.supplementer"), turn("weighed", "form.weighed")]
    case .supplement:
      choices = [
        milk("milk"),
        Choice(
          "by", label: format.text("form.by"), options: [none] + ways.map { ("\($0)", format.by($0)) }, value: "bottle"),
      ]
      fields = [field("volume", "form.volume")]
    case .skinToSkin: fields = [field("minutes", "form.minutes")]
    case .weight: fields = [field("weight", "form.weight")]
    case .diaper:
      fields = [field("detail", "form.detail")]
      switches = [turn("wet", "diaper.wet"), turn("stool", "diaper.stool")]
    case .medicine: fields = [field("name", "form.name"), field("detail", "form.detail")]
    case .temperature:
      fields = [field("temperature", "form.temperature")]
      choices = [
        Choice(
          "whose", label: format.text("kind.temperature"),
          options: [("baby", format.text("form.sign_baby")), ("parent", format.text("form.sign_parent"))],
          value: "baby")
      ]
    case .sign:
      choices = [
        Choice(
          "sign", label: format.text("kind.sign"),
          options: [none] + signs.map { ("\($0)", format.text("sign." + snake("\($0)"))) }, value: "")
      ]
    case .wellbeing: choices = [scale("mood", "form.mood"), scale("rest", "form.rest")]
    case .other: fields = [field("label", "form.name"), field("detail", "form.detail")]
    case .note: break
    }
    fields.append(field("note", "form.note"))
    // Where nobody is named, the core takes the only baby; with several it has to be told.
    let mayBeNobodys = kind == .medicine
    if babies.count > 1 || (mayBeNobodys && !babies.isEmpty), ![.pump, .hand, .combined, .wellbeing].contains(kind) {
      let nobody = mayBeNobodys ? [("", format.text("form.baby_none"))] : []
      choices.append(
        Choice(
          "baby", label: format.text("form.baby"), options: nobody + babies.map { ($0, $0) },
          value: mayBeNobodys ? "" : babies.first ?? ""))
    }
    if [.pump, .hand, .combined, .nursing, .skinToSkin].contains(kind) {
      switches.append(turn("ended", "form.ended_known"))
    }
    return (fields, choices, switches)
  }

  static func kind(of kind: EntryKind) -> FormKind {
    switch kind {
    case .nursing: .nursing
    case .expression(let expression):
      switch expression.method {
      case .pump: .pump
      case .hand: .hand
      case .combined: .combined
      }
    case .supplement: .supplement
    case .skinToSkin: .skinToSkin
    case .weight: .weight
    case .diaper: .diaper
    case .medicine: .medicine
    case .temperature: .temperature
    case .sign: .sign
    case .wellbeing: .wellbeing
    case .note: .note
    case .other: .other
    }
  }

  // MARK: From the core's record

  func fill(_ entry: Entry) {
    let format = desk.format
    self["note"].typed = entry.note ?? ""
    choose("baby", entry.baby ?? "")
    let put = { (id: String, volume: Volume?) in
      guard let volume else { return }
      self[id].typed = format.typed(volume)
      self[id].isDrops = volume == .drops
    }
    let time = { (id: String, ms: Int64?) in
      if let ms { self[id].typed = format.plain(Double(ms) / 60_000, places: 1) }
    }
    switch entry.kind {
    case .nursing(let nursing):
      choose("sides", (nursing.side ?? nursing.onlySide).map { $0 == .left ? "left" : "right" } ?? "both")
      if nursing.leftMs != nil, nursing.rightMs != nil { choose("sides", "left") }
      time("minutes", nursing.bothMs)
      time("minutes_left", nursing.leftMs)
      time("minutes_right", nursing.rightMs)
      choose("latch", nursing.latch.map { "\($0)" } ?? "")
      if let tube = nursing.supplementer {
        turn("supplementer", true)
        choose("tube_milk", "\(tube.milk)")
        put("tube", tube.volume)
      }
      if case .weighed(let before, let after)? = nursing.transfer {
        turn("weighed", true)
        self["before"].typed = format.typed(before)
        self["after"].typed = format.typed(after)
      }
    case .expression(let expression):
      let isMeasured = expression.left != .unmeasured || expression.right != .unmeasured
      if expression.left != nil, isMeasured {
        choose("sides", "left")
      } else if expression.right != nil, isMeasured {
        choose("sides", "right")
      }
      put("total", expression.total)
      put("left", expression.left)
      put("right", expression.right)
      time("minutes", expression.durationMs)
      choose("double", expression.double.map { $0 ? "double" : "single" } ?? "")
      turn("power", expression.pattern == .power)
      if let count = expression.letDowns { self["let_downs"].typed = "\(count)" }
      if let pain = expression.pain { self["pain"].typed = "\(pain)" }
    case .supplement(let supplement):
      put("volume", supplement.volume)
      choose("milk", "\(supplement.milk)")
      choose("by", supplement.by.map { "\($0)" } ?? "")
    case .skinToSkin(let ms): time("minutes", ms)
    case .weight(let mass): self["weight"].typed = format.typed(mass)
    case .diaper(let diaper):
      turn("wet", diaper.wet)
      turn("stool", diaper.stool)
      self["detail"].typed = diaper.detail ?? ""
    case .medicine(let name, let detail):
      self["name"].typed = name
      self["detail"].typed = detail ?? ""
    case .temperature(let value, let isParents):
      choose("whose", isParents ? "parent" : "baby")
      self["temperature"].typed = format.plain(Double(value) / 1_000, places: 2)
    case .sign(let sign): choose("sign", "\(sign)")
    case .wellbeing(let mood, let rest):
      choose("mood", mood.map { "\($0)" } ?? "")
      choose("rest", rest.map { "\($0)" } ?? "")
    case .other(let label, let detail):
      self["label"].typed = label
      self["detail"].typed = detail ?? ""
    case .note: break
    }
  }

  // MARK: To the core's record

  func content() throws -> EntryKind {
    switch kind {
    case .pump: try expression(.pump)
    case .hand: try expression(.hand)
    case .combined: try expression(.combined)
    case .nursing: try nursing()
    case .supplement:
      .supplement(
        supplement: Supplement(
          milk: Self.milks.first { "\($0)" == value("milk") } ?? .formula,
          volume: try volume("volume", kept: original?.kind.amount) ?? .unmeasured,
          by: Self.ways.first { "\($0)" == value("by") }))
    case .skinToSkin: .skinToSkin(durationMs: try milliseconds("minutes") ?? lasted())
    case .weight: .weight(mass: try mass("weight", "error.field.weight"))
    case .diaper:
      .diaper(diaper: Diaper(wet: isOn("wet"), stool: isOn("stool"), detail: text("detail")))
    case .medicine: .medicine(name: self["name"].typed, detail: text("detail"))
    case .temperature:
      .temperature(
        milliCelsius: Int64(((try number("temperature", "error.field.temperature") ?? 0) * 1_000).rounded()),
        ofParent: value("whose") == "parent")
    case .sign:
      if let sign = Self.signs.first(where: { "\($0)" == value("sign") }) {
        .sign(sign: sign)
      } else {
        throw Refusal(field: "sign", key: "error.field.sign")
      }
    case .wellbeing: .wellbeing(mood: Int32(value("mood")), rest: Int32(value("rest")))
    case .note: .note
    case .other: .other(label: self["label"].typed, detail: text("detail"))
    }
  }

  private func expression(_ method: ExpressionMethod) throws -> EntryKind {
    var old: MilkExpression?
    if case .expression(let expression)? = original?.kind { old = expression }
    var (left, right, total): (Volume?, Volume?, Volume?) = (nil, nil, nil)
    if isUntouched(["left", "right", "total"]) {
      (left, right, total) = (old?.left, old?.right, old?.total)
    } else if value("sides") == "both" {
      total = try volume("total", kept: nil)
    } else {
      left = try volume("left", kept: old?.left)
      right = try volume("right", kept: old?.right)
      // The side that is shown was used, measured or not.
      if value("sides") == "left" { left = left ?? .unmeasured } else { right = right ?? .unmeasured }
    }
    let double = value("double")
    let minutes = isUntouched(["minutes"]) ? old?.durationMs : try milliseconds("minutes")
    return .expression(
      expression: MilkExpression(
        method: method, left: left, right: right, total: total, durationMs: try minutes ?? lasted(),
        pauseMs: old?.pauseMs ?? 0, double: double.isEmpty ? nil : double == "double",
        pattern: isOn("power") ? .power : nil, letDowns: try whole("let_downs"), pain: try whole("pain")))
  }

  private func nursing() throws -> EntryKind {
    var old: Nursing?
    if case .nursing(let nursing)? = original?.kind { old = nursing }
    var (left, right, both): (Int64?, Int64?, Int64?) = (nil, nil, nil)
    var side: Side?
    if isUntouched(["minutes", "minutes_left", "minutes_right"]) {
      (left, right, both, side) = (old?.leftMs, old?.rightMs, old?.bothMs, old?.side)
    } else if value("sides") == "both" {
      both = try milliseconds("minutes") ?? lasted()
    } else {
      (left, right) = (try milliseconds("minutes_left"), try milliseconds("minutes_right"))
      if left == nil, right == nil {
        let ms = try lasted()
        if value("sides") == "left" { left = ms } else { right = ms }
        if ms == nil { side = value("sides") == "left" ? .left : .right }
      }
    }
    var transfer = old?.transfer
    if isOn("weighed") {
      transfer = .weighed(
        before: try mass("before", "error.field.weight"), after: try mass("after", "error.field.weight"))
    } else if case .weighed? = transfer {
      transfer = nil
    }
    var supplementer: Supplementer?
    if isOn("supplementer") {
      supplementer = Supplementer(
        milk: Self.milks.first { "\($0)" == value("tube_milk") } ?? .formula,
        volume: try volume("tube", kept: old?.supplementer?.volume) ?? .unmeasured)
    }
    return .nursing(
      nursing: Nursing(
        leftMs: left, rightMs: right, bothMs: both, side: side, pauseMs: old?.pauseMs ?? 0,
        latch: Self.latches.first { "\($0)" == value("latch") }, supplementer: supplementer, transfer: transfer))
  }

  // MARK: One field

  private func text(_ id: String) -> String? { self[id].typed.isEmpty ? nil : self[id].typed }

  private func number(_ id: String, _ key: String) throws -> Double? {
    guard !self[id].typed.isEmpty || ["temperature"].contains(id) else { return nil }
    guard let value = Format.parse(self[id].typed) else { throw Refusal(field: id, key: key) }
    return min(max(value, -1e9), 1e9)
  }

  private func whole(_ id: String) throws -> Int32? {
    try number(id, "error.field.\(id)").map { Int32(min(max($0.rounded(), -1e6), 1e6)) }
  }

  private func milliseconds(_ id: String) throws -> Int64? {
    try number(id, "error.field.minutes").map { Int64(min(max($0, -1e6), 1e6) * 60_000) }
  }

  /// The amount of a field; untouched, the one that was stored, to the microlitre and in its own unit.
  private func volume(_ id: String, kept: Volume?) throws -> Volume? {
    if let kept, isUntouched([id]) { return kept }
    if self[id].isDrops { return .drops }
    return try number(id, "error.field.volume").map(desk.format.typed(volume:))
  }

  private func mass(_ id: String, _ key: String) throws -> Mass {
    if id == "weight", isUntouched([id]), case .weight(let mass)? = original?.kind { return mass }
    guard let value = try number(id, key) else { throw Refusal(field: id, key: key) }
    return desk.format.typed(mass: value)
  }
}

extension EntryKind {
  /// The amount of milk of an entry that has one.
  var amount: Volume? {
    switch self {
    case .expression(let expression): expression.sum
    case .supplement(let supplement): supplement.volume
    default: nil
    }
  }
}
