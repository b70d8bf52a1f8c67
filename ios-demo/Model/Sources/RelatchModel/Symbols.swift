internal import RelatchKit

extension EntryKind {
  /// The symbol of what is logged.
  var icon: Icon {
    switch self {
    case .nursing: Icon("nurse")
    case .expression(let expression): Icon(expression.method == .hand ? "hand" : "pump")
    case .supplement(let supplement): Icon(supplement.by == .bottle ? "bottle" : "cup")
    case .skinToSkin: Icon("skin")
    case .weight: Icon("scale")
    case .diaper: Icon("diaper")
    case .medicine: Icon("pill")
    case .temperature: Icon("thermo")
    case .sign: Icon("flag")
    case .wellbeing: Icon("sun")
    case .note, .other: Icon("note")
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
