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
      var track = Path()
      track.addArc(
        center: middle, radius: radius, startAngle: .radians(0), endAngle: .radians(2 * Double.pi), clockwise: false)
      context.stroke(track, with: .color(palette.line), lineWidth: 2)
      if ring.night.count == 2 {
        let span = (ring.night[1] - ring.night[0] + 1).truncatingRemainder(dividingBy: 1)
        var night = Path()
        night.addArc(
          center: middle, radius: radius + 0.07 * side, startAngle: angle(ring.night[0]),
          endAngle: .radians(angle(ring.night[0]).radians + span * 2 * Double.pi), clockwise: false)
        context.stroke(night, with: .color(palette.night), lineWidth: 0.116 * side)
      }
      for ray in ring.rays {
        let from = radius + 0.026 * side
        let to = from + (0.023 + 0.0031 * ray.minutes) * side
        var line = Path()
        line.move(to: point(middle, ray.turn, from))
        line.addLine(to: point(middle, ray.turn, to))
        let colour = ray.isRunning ? palette.lamp : ray.isEarlier ? palette.dim : palette.ray
        let width = (ray.isEarlier ? 0.014 : 0.021) * side
        context.stroke(line, with: .color(colour), style: StrokeStyle(lineWidth: width, lineCap: .round))
      }
      let dot = point(middle, ring.now, radius)
      context.fill(
        Path(ellipseIn: CGRect(x: dot.x - 5, y: dot.y - 5, width: 10, height: 10)),
        with: .color(palette.colour(.milk)))
    }
    .aspectRatio(1, contentMode: .fit)
    .environment(\.layoutDirection, .leftToRight)
    .accessibilityElement()
    .accessibilityLabel(ring.spoken)
  }

  private func angle(_ turn: Double) -> Angle { .radians((turn - 0.25) * 2 * Double.pi) }

  private func point(_ middle: CGPoint, _ turn: Double, _ distance: Double) -> CGPoint {
    let radians = angle(turn).radians
    return CGPoint(x: middle.x + distance * cos(radians), y: middle.y + distance * sin(radians))
  }
}
