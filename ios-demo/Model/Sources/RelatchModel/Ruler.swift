import Foundation
internal import RelatchKit

/// The ruler that an amount is set with: one step a millilitre, or a tenth of an ounce.
public struct Ruler: Equatable, Sendable {
  /// One line of the ruler.
  public struct Line: Equatable, Sendable, Identifiable {
    /// Steps away from what is set.
    public let id: Int
    /// Words below it, at every fifth.
    public let label: String?
  }
  /// Points a step.
  public static let pointsPerStep = 11.0
  /// What is set, in the set unit.
  public let value: Double
  /// Lines around it.
  public let lines: [Line]
  /// How a screen reader says what is set.
  public let spoken: String

  static let reach = 17
}

extension Ruler {
  init(value: Double, format: Format) {
    let step = Self.step(format)
    let at = Int((value / step).rounded())
    let most = Self.most(format)
    self.value = value
    lines = (-Self.reach...Self.reach).filter { at + $0 >= 0 && at + $0 <= most }.map { away in
      let here = at + away
      return Line(id: away, label: here % 5 == 0 ? format.number(Double(here) * step, places: 1) : nil)
    }
    spoken = format.text(format.volumeKey, ["amount": format.number(value, places: 3)])
  }

  static func step(_ format: Format) -> Double { format.settings.volumeUnit == .ml ? 1 : 0.1 }

  /// Steps up to the largest amount of an entry, 1000 ml.
  static func most(_ format: Format) -> Int { format.settings.volumeUnit == .ml ? 1_000 : 338 }

  /// The value so many steps from another, within the ruler and on its lines.
  static func moved(_ value: Double, by steps: Double, format: Format) -> Double {
    let step = step(format)
    let place = (value / step + steps).rounded()
    let inside = min(max(place, 0), Double(most(format)))
    return (inside * step * 10).rounded() / 10
  }
}
