import RelatchModel
import SwiftUI

/// The last 24 hours as a clock face; never mirrored, spoken as one sentence.
struct RingView: View {
  let ring: DayRing
  @Environment(\.colorScheme) private var scheme

  var body: some View {
    let palette = Palette(scheme)
    Canvas { context, size in
      let side = min(size.width, size.height)
      let radius = 0.36 * side
      let middle = CGPoint(x: size.width / 2, y: size.height / 2)
      arc(&context, middle, radius, 0, 1, palette.line, 2)
      if ring.night.count == 2 {
        arc(&context, middle, radius + 0.07 * side, ring.night[0], ring.night[1], palette.night, 0.116 * side)
      }
      arc(&context, middle, radius, ring.dayStart, ring.now, palette.dim, 2)
      for ray in ring.rays {
        let from = radius + 0.026 * side
        let to = from + (0.023 + 0.0031 * ray.minutes) * side
        let today = ray.isNight || ray.isRunning ? palette.lamp : palette.ray
        line(
          &context, point(middle, ray.turn, from), point(middle, ray.turn, to), ray.isEarlier ? palette.dim : today,
          (ray.isEarlier ? 0.014 : 0.021) * side)
      }
      if let next = ring.next, side >= 140 {
        let (from, to) = (point(middle, next, radius + 0.033 * side), point(middle, next, radius + 0.082 * side))
        line(&context, from, to, palette.ray, 0.03 * side)
        line(&context, from, to, palette.background, 0.018 * side)
      }
      dot(&context, point(middle, ring.now, radius), 9.5, palette.background)
      dot(&context, point(middle, ring.now, radius), 5.5, palette.colour(.text))
      for (place, label) in ring.labels.enumerated() where side >= 140 {
        let text = Text(label).font(.caption2).foregroundStyle(palette.text3)
        context.draw(text, at: point(middle, place == 0 ? 0.75 : 0.25, radius - 20))
      }
    }
    .aspectRatio(1, contentMode: .fit)
    .environment(\.layoutDirection, .leftToRight)
    .accessibilityElement()
    .accessibilityLabel(ring.spoken)
  }

  private func arc(
    _ context: inout GraphicsContext, _ middle: CGPoint, _ radius: Double, _ from: Double, _ to: Double,
    _ colour: Color,
    _ width: Double
  ) {
    let span = to - from == 1 ? 1 : (to - from + 1).truncatingRemainder(dividingBy: 1)
    let begin = angle(from).radians
    var path = Path()
    path.addArc(
      center: middle, radius: radius, startAngle: .radians(begin), endAngle: .radians(begin + span * 2 * Double.pi),
      clockwise: false)
    context.stroke(path, with: .color(colour), lineWidth: width)
  }

  private func angle(_ turn: Double) -> Angle { .radians((turn - 0.25) * 2 * Double.pi) }

  private func point(_ middle: CGPoint, _ turn: Double, _ distance: Double) -> CGPoint {
    let radians = angle(turn).radians
    return CGPoint(x: middle.x + distance * cos(radians), y: middle.y + distance * sin(radians))
  }
}

/// A stroke with round ends.
func line(_ context: inout GraphicsContext, _ from: CGPoint, _ to: CGPoint, _ colour: Color, _ width: Double) {
  var path = Path()
  path.move(to: from)
  path.addLine(to: to)
  context.stroke(path, with: .color(colour), style: StrokeStyle(lineWidth: width, lineCap: .round))
}

/// A filled disc.
func dot(_ context: inout GraphicsContext, _ middle: CGPoint, _ radius: Double, _ colour: Color) {
  let square = CGRect(x: middle.x - radius, y: middle.y - radius, width: 2 * radius, height: 2 * radius)
  context.fill(Path(ellipseIn: square), with: .color(colour))
}
