/// A symbol of the look, drawn by strokes on a grid of 24 by 24.
public struct Icon: Equatable, Sendable {
  /// One piece of a stroke.
  public enum Piece: Equatable, Sendable {
    /// Goes there without drawing.
    case move(Double, Double)
    /// A straight line to there.
    case line(Double, Double)
    /// A curve to the last point, by two points that pull.
    case curve(Double, Double, Double, Double, Double, Double)
    /// Back to where this stroke began.
    case close
  }
  /// Its name.
  public let name: String
  /// Its strokes.
  public var pieces: [Piece] { Self.drawn[name] ?? [] }

  init(_ name: String) { self.name = name }

  static let drawn = paths.mapValues { IconPath.pieces($0) }

  /// Path data, as in the look.
  static let paths: [String: String] = [
    "nurse":
      "M9.2 2.8a2.9 2.9 0 1 0 .01 0M4 20.8v-5.3a5.6 5.6 0 0 1 5.6-5.6c5.9 0 10.4 1.4 10.4 5.5"
      + "a4.3 4.3 0 0 1-4.3 4.3H9.3M12.8 13a2.2 2.2 0 1 0 .01 0",
    "pump":
      "M3.5 4.2v9.6l5.5-2.8V7zM9 7h3.7a3.3 3.3 0 0 1 3.3 3.3V12M12 12h8v1.8l-.9 1.2v4a2 2 0 0 1-2 2"
      + "h-2.2a2 2 0 0 1-2-2v-4L12 13.8zM15 17.2h2",
    "hand":
      "M12 2.8c1.5 2 2.3 3.2 2.3 4.4a2.3 2.3 0 0 1-4.6 0c0-1.2.8-2.4 2.3-4.4M3.5 13.2"
      + "c3 0 3.6 2.3 6.2 2.3h3.1a1.5 1.5 0 0 1 0 3H9.9M14.2 16.6l4.5-2.6c1.6-.9 2.8.9 1.5 2l-5.1 4"
      + "c-.8.6-1.6.9-2.6.9H8.6c-1.8 0-2.8-1.3-5.1-1.3",
    "cup":
      "M6 5.5h12l-1.5 13.2a2 2 0 0 1-2 1.8h-5a2 2 0 0 1-2-1.8zM6.7 11.5c1.8-1.2 3.5 1.2 5.3 0"
      + "s3.5 1.2 5.3 0",
    "bottle":
      "M9.8 6.2l.7-2.4c.4-1.4 2.6-1.4 3 0l.7 2.4M8.2 6.2h7.6v2.6H8.2zM8.8 8.8l-1 2.4V18.5"
      + "a2.4 2.4 0 0 0 2.4 2.4h3.6a2.4 2.4 0 0 0 2.4-2.4v-7.3l-1-2.4M7.8 13.2h3M7.8 16.6h3",
    "drop":
      "M12 3.5c3.3 4.3 5.3 7.2 5.3 10.2a5.3 5.3 0 0 1-10.6 0c0-3 2-5.9 5.3-10.2",
    "skin":
      "M10 4.5a6 6 0 1 0 .01 0M15.5 11a4.2 4.2 0 1 0 .01 0",
    "scale":
      "M5 5h14a1.5 1.5 0 0 1 1.5 1.5v11A2.5 2.5 0 0 1 18 20H6a2.5 2.5 0 0 1-2.5-2.5v-11"
      + "A1.5 1.5 0 0 1 5 5M8 8.5c2.5-1.8 5.5-1.8 8 0l-2 3h-4z",
    "diaper":
      "M4 6.5h16v3.2c-4 .3-6.2 3.3-6.2 8.3h-3.6c0-5-2.2-8-6.2-8.3zM4 9.7h2.5M20 9.7h-2.5",
    "pill":
      "M4.8 13.2l8.4-8.4a4.24 4.24 0 0 1 6 6l-8.4 8.4a4.24 4.24 0 0 1-6-6M9 9l6 6",
    "thermo":
      "M12 3.5a2 2 0 0 1 2 2v8.2a4 4 0 1 1-4 0V5.5a2 2 0 0 1 2-2M12 9v7",
    "flag":
      "M12 3.8l9 15.7H3zM12 9.5v4.7M12 17h.01",
    "sun":
      "M12 8a4 4 0 1 0 .01 0M12 2.5v1.5M12 20v1.5M2.5 12H4M20 12h1.5M5.3 5.3l1 1M17.7 17.7l1 1"
      + "M5.3 18.7l1-1M17.7 6.3l1-1",
    "note":
      "M6 4h12v16H6zM9 8.5h6M9 12h6M9 15.5h3.5",
    "play":
      "M8 5.5v13l10.5-6.5z",
  ]
}
