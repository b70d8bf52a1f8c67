/// How a screen is laid out at a size of type.
public struct TypeLayout: Equatable, Sendable {
  /// Type against its usual size.
  public let scale: Double

  /// Body type in points for each of the system's sizes, from xSmall to accessibility5.
  static let points: [Double] = [14, 15, 16, 17, 19, 21, 23, 28, 33, 40, 47, 53]

  /// The layout at the system's size of this place among all of them.
  public init(place: Int) { scale = (Self.points[safe: place] ?? 17) / 17 }

  /// The ring; beyond, its words and the day strip.
  public var showsRing: Bool { scale < 1.3 }
  /// Tiles, sides and segments side by side.
  public var sideBySide: Bool { scale < 1.3 }
  /// Side of the corner that starts the clock.
  public var corner: Double { scale < 1.3 ? 48 : 64 }
  /// Words below the icons of the tabs; a screen reader always has them.
  public var namesTabs: Bool { scale < 1.6 }
  /// The week as a chart; beyond, as a list of days.
  public var drawsWeek: Bool { scale < 1.6 }
  /// Height of a tile, taller in simple mode.
  public func tile(isSimple: Bool) -> Double { isSimple ? 128 : 102 }
  /// Largest type grows less than the rest.
  public func hero(_ points: Double) -> Double { points * min(scale, 1.3) }
}
