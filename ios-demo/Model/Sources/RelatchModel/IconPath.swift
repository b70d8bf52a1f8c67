import Foundation

/// Reads path data of the look: moves, lines, curves and arcs, absolute or relative.
enum IconPath {
  /// The pieces of a path; an arc becomes curves of a quarter turn at most.
  static func pieces(_ data: String) -> [Icon.Piece] {
    var reader = Reader(rest: data[...])
    var drawn: [Icon.Piece] = []
    var (x, y, startX, startY) = (0.0, 0.0, 0.0, 0.0)
    var pull: (Double, Double)?
    while let command = reader.command() {
      if command == "z" || command == "Z" {
        drawn.append(.close)
        (x, y, pull) = (startX, startY, nil)
        continue
      }
      let isRelative = command.isLowercase
      repeat {
        let (baseX, baseY) = isRelative ? (x, y) : (0, 0)
        var lastPull: (Double, Double)?
        switch command.lowercased() {
        case "m":
          (x, y) = (baseX + reader.number(), baseY + reader.number())
          (startX, startY) = (x, y)
          drawn.append(.move(x, y))
        case "l":
          (x, y) = (baseX + reader.number(), baseY + reader.number())
          drawn.append(.line(x, y))
        case "h":
          x = baseX + reader.number()
          drawn.append(.line(x, y))
        case "v":
          y = baseY + reader.number()
          drawn.append(.line(x, y))
        case "c", "s":
          // A smooth curve begins as the one before it ended.
          var first = pull.map { (2 * x - $0.0, 2 * y - $0.1) } ?? (x, y)
          if command.lowercased() == "c" { first = (baseX + reader.number(), baseY + reader.number()) }
          let second = (baseX + reader.number(), baseY + reader.number())
          (x, y) = (baseX + reader.number(), baseY + reader.number())
          lastPull = second
          drawn.append(.curve(first.0, first.1, second.0, second.1, x, y))
        case "a":
          let (radius, _, _) = (reader.number(), reader.number(), reader.number())
          let (isLarge, isClockwise) = (reader.number() != 0, reader.number() != 0)
          let to = (baseX + reader.number(), baseY + reader.number())
          drawn += arc((x, y), to, radius, isLarge, isClockwise)
          (x, y) = to
        default: return []
        }
        pull = lastPull
      } while reader.hasNumber
    }
    return drawn
  }

  /// A circle's arc between two points, as curves.
  private static func arc(
    _ from: (Double, Double), _ to: (Double, Double), _ radius: Double, _ isLarge: Bool, _ isClockwise: Bool
  ) -> [Icon.Piece] {
    let (halfX, halfY) = ((from.0 - to.0) / 2, (from.1 - to.1) / 2)
    let half = (halfX * halfX + halfY * halfY).squareRoot()
    guard half > 0 else { return [] }
    // Too small a radius grows until it reaches.
    let radius = max(radius, half)
    let away = (radius * radius - half * half).squareRoot() / half * (isLarge == isClockwise ? -1 : 1)
    let middle = ((from.0 + to.0) / 2 + away * halfY, (from.1 + to.1) / 2 - away * halfX)
    let begin = atan2(from.1 - middle.1, from.0 - middle.0)
    var turn = atan2(to.1 - middle.1, to.0 - middle.0) - begin
    if isClockwise, turn < 0 { turn += 2 * .pi }
    if !isClockwise, turn > 0 { turn -= 2 * .pi }
    let count = max(1, Int((abs(turn) / (.pi / 2) - 1e-9).rounded(.up)))
    let step = turn / Double(count)
    let pull = 4 / 3 * tan(step / 4) * radius
    return (0..<count).map { number in
      let (a, b) = (begin + step * Double(number), begin + step * Double(number + 1))
      let start = (middle.0 + radius * cos(a), middle.1 + radius * sin(a))
      let end = number == count - 1 ? to : (middle.0 + radius * cos(b), middle.1 + radius * sin(b))
      return .curve(
        start.0 - pull * sin(a), start.1 + pull * cos(a), end.0 + pull * sin(b), end.1 - pull * cos(b), end.0, end.1)
    }
  }

  private struct Reader {
    var rest: Substring

    private mutating func skip() { rest = rest.drop { $0 == " " || $0 == "," } }

    mutating func command() -> Character? {
      skip()
      return rest.popFirst()
    }

    var hasNumber: Bool { rest.first { $0 != " " && $0 != "," }.map { $0.isNumber || $0 == "-" || $0 == "." } ?? false }

    /// The next number; a second point or a sign begins another one.
    mutating func number() -> Double {
      skip()
      var text = ""
      while let next = rest.first {
        let belongs = next.isNumber || (next == "-" && text.isEmpty) || (next == "." && !text.contains("."))
        guard belongs else { break }
        text.append(next)
        rest.removeFirst()
      }
      return Double(text) ?? 0
    }
  }
}
