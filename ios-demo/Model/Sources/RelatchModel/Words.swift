internal import RelatchKit

/// Names of the core's cases in the person's language.
extension Format {
  func side(_ side: Side) -> String { text(side == .left ? "side.left" : "side.right") }

  func milk(_ milk: Milk) -> String {
    switch milk {
    case .own: text("milk.own")
    case .ownFortified: text("milk.own_fortified")
    case .donor: text("milk.donor")
    case .formula: text("milk.formula")
    }
  }

  func latch(_ latch: Latch) -> String {
    switch latch {
    case .offered: text("latch.offered")
    case .licked: text("latch.licked")
    case .latched: text("latch.latched")
    case .swallowed: text("latch.swallowed")
    case .refused: text("latch.refused")
    }
  }

  func by(_ by: SupplementBy) -> String {
    switch by {
    case .bottle: text("by.bottle")
    case .cup: text("by.cup")
    case .spoon: text("by.spoon")
    case .syringe: text("by.syringe")
    case .paladai: text("by.paladai")
    case .finger: text("by.finger")
    case .other: text("by.other")
    }
  }

  func kind(_ kind: EntryKind) -> String {
    switch kind {
    case .nursing: text("kind.nursing")
    case .expression(let expression):
      switch expression.method {
      case .pump: text("kind.pump")
      case .hand: text("kind.hand")
      case .combined: text("kind.combined")
      }
    case .supplement(let supplement): capitalized(milk(supplement.milk))
    case .skinToSkin: text("kind.skin_to_skin")
    case .weight: text("kind.weight")
    case .diaper: text("kind.diaper")
    case .medicine: text("kind.medicine")
    case .temperature: text("kind.temperature")
    case .sign: text("kind.sign")
    case .wellbeing: text("kind.wellbeing")
    case .note: text("kind.note")
    case .other(let label, _): label
    }
  }

  /// What is worth a word after a change.
  func warning(_ warning: Warning) -> String {
    switch warning {
    case .overlap: text("log.overlap")
    case .clockChanged: text("log.clock_changed")
    case .minutesUnknown: text("log.minutes_unknown")
    }
  }

  /// What is known of an entry beside its kind and amount.
  func detail(_ entry: Entry) -> String {
    var parts: [String] = []
    switch entry.kind {
    case .nursing(let nursing):
      if let ms = nursing.minutesMs { parts.append(duration(ms)) }
      if let side = nursing.side ?? nursing.onlySide { parts.append(self.side(side)) }
      if let latch = nursing.latch { parts.append(self.latch(latch)) }
      if let tube = nursing.supplementer { parts.append(volume(tube.volume) + " " + milk(tube.milk)) }
    case .expression(let expression):
      if let ms = expression.durationMs { parts.append(duration(ms)) }
      let sides = [("side.left", expression.left), ("side.right", expression.right)]
      let used = sides.filter { $0.1 != nil }
      // A side that was not measured is worth a word only where the other was not used.
      for (key, volume) in used where used.count == 1 || volume != .unmeasured {
        parts.append(volume == .unmeasured ? text(key) : text(key) + " " + (volume.map(self.volume) ?? ""))
      }
    case .supplement(let supplement): parts = supplement.by.map { [by($0)] } ?? []
    case .skinToSkin(let ms): parts = ms.map { [duration($0)] } ?? []
    case .diaper(let diaper):
      if diaper.wet || diaper.stool {
        parts = [text(diaper.wet ? (diaper.stool ? "diaper.both" : "diaper.wet") : "diaper.stool")]
      }
      if let detail = diaper.detail { parts.append(detail) }
    case .medicine(let name, let detail): parts = [name] + (detail.map { [$0] } ?? [])
    case .other(_, let detail): parts = detail.map { [$0] } ?? []
    case .sign(let sign): parts = [text("sign." + snake("\(sign)"))]
    case .wellbeing(let mood, let rest):
      if let mood { parts.append(text("form.mood") + " " + number(Double(mood))) }
      if let rest { parts.append(text("form.rest") + " " + number(Double(rest))) }
    case .weight, .temperature, .note: break
    }
    if let note = entry.note { parts.append(note) }
    return parts.joined(separator: ", ")
  }

  /// The amount of an entry; absent where it has none.
  func amount(_ entry: Entry) -> String? {
    switch entry.kind {
    case .expression(let expression): volume(expression.sum)
    case .supplement(let supplement): volume(supplement.volume)
    case .weight(let mass): self.mass(Double(mass.milligrams))
    case .temperature(let value, _):
      text("temperature.c", ["amount": number(Double(value) / 1_000, places: 1)])
    default: nil
    }
  }

  func capitalized(_ text: String) -> String { text.prefix(1).uppercased(with: locale) + text.dropFirst() }
}

extension Nursing {
  var minutesMs: Int64? {
    if leftMs == nil, rightMs == nil { return bothMs }
    return (leftMs ?? 0) + (rightMs ?? 0)
  }
  var onlySide: Side? {
    switch (leftMs, rightMs) {
    case (.some, nil): .left
    case (nil, .some): .right
    default: nil
    }
  }
}

extension MilkExpression {
  /// The amount of the session: the total, or what the sides add up to.
  var sum: Volume {
    if let total { return total }
    let sides = [left, right].compactMap { $0 }
    let measured = sides.compactMap { side -> (Int64, VolumeUnit)? in
      if case .measured(let microlitres, let unit) = side { return (microlitres, unit) }
      return nil
    }
    if let first = measured.first { return .measured(microlitres: measured.map(\.0).reduce(0, +), unit: first.1) }
    return sides.contains(.drops) ? .drops : .unmeasured
  }
}

extension EntryKind {
  /// Whether it counts as a session: an expression, or a nursing that was no mere attempt.
  var isStimulation: Bool {
    switch self {
    case .expression: true
    case .nursing(let nursing):
      switch nursing.latch {
      case .offered, .licked, .refused: false
      default: true
      }
    default: false
    }
  }
  var timedMs: Int64? {
    switch self {
    case .nursing(let nursing): nursing.minutesMs
    case .expression(let expression): expression.durationMs
    default: nil
    }
  }
}
