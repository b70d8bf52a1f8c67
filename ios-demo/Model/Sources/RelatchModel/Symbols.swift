internal import RelatchKit

extension EntryKind {
  /// Name of the symbol of what is logged.
  var symbol: String {
    switch self {
    case .nursing: "figure.and.child.holdinghands"
    case .expression(let expression): expression.method == .hand ? "hand.raised" : "drop"
    case .supplement: "waterbottle"
    case .skinToSkin: "heart"
    case .weight: "scalemass"
    case .diaper: "humidity"
    case .medicine: "pills"
    case .temperature: "thermometer.medium"
    case .sign: "exclamationmark.triangle"
    case .wellbeing: "sun.haze"
    case .note, .other: "note.text"
    }
  }
}

extension OwnMilk {
  /// Three facts, three signs: an open ring is 0 ml, a drop is drops, a dashed ring is not measured; an amount has none.
  var sign: String? {
    if measured > 0 { return measuredUl == 0 ? "circle" : nil }
    return drops > 0 ? "drop.fill" : "circle.dashed"
  }
}
