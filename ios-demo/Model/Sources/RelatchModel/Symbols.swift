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
