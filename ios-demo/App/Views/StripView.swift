import RelatchModel
import SwiftUI

/// A day made straight; mirrored where the language is, as time runs with the text.
struct StripView: View {
  let strip: DayStrip
  @Environment(\.colorScheme) private var scheme
  @Environment(\.layoutDirection) private var direction

  var body: some View {
    let palette = Palette(scheme)
    VStack(spacing: 4) {
      Canvas { context, size in
        let across = { (place: Double) -> Double in
          8 + (size.width - 16) * (direction == .rightToLeft ? 1 - place : place)
        }
        let base = size.height - 8
        for night in strip.nights { shade(&context, across(night.from), across(night.to), base, palette.night) }
        line(&context, CGPoint(x: across(0), y: base), CGPoint(x: across(1), y: base), palette.line, 2)
        if let now = strip.now {
          line(&context, CGPoint(x: across(0), y: base), CGPoint(x: across(now), y: base), palette.dim, 2)
        }
        for ray in strip.rays {
          let top = base - 10 - ray.minutes * (base - 16) / 30
          line(
            &context, CGPoint(x: across(ray.place), y: base - 10), CGPoint(x: across(ray.place), y: top),
            ray.isNight ? palette.lamp : palette.ray, 6.5)
        }
        if let next = strip.next { hollow(&context, across(next), base, palette.ray, palette.background) }
        if let now = strip.now {
          dot(&context, CGPoint(x: across(now), y: base), 7.5, palette.background)
          dot(&context, CGPoint(x: across(now), y: base), 4.5, palette.colour(.text))
        }
      }
      .frame(height: 52)
      HStack {
        ForEach(strip.ticks) { tick in
          Text(tick.label).font(.caption)
          if tick.id < 1 { Spacer() }
        }
      }
      .foregroundStyle(palette.text3)
    }
    .accessibilityElement()
    .accessibilityLabel(strip.spoken)
  }
}

/// The next 24 hours: hollow rays to come, night shaded, quiet hours hatched.
struct DayAheadView: View {
  let timeline: DayAhead
  @Environment(\.colorScheme) private var scheme
  @Environment(\.layoutDirection) private var direction

  var body: some View {
    let palette = Palette(scheme)
    VStack(alignment: .leading, spacing: 4) {
      Canvas { context, size in
        let across = { (place: Double) -> Double in
          6 + (size.width - 12) * (direction == .rightToLeft ? 1 - place : place)
        }
        let base = size.height - 30
        for night in timeline.nights { shade(&context, across(night.from), across(night.to), base, palette.night) }
        for quiet in timeline.quiet { hatch(&context, across(quiet.from), across(quiet.to), base, palette.hatch) }
        line(&context, CGPoint(x: across(0), y: base), CGPoint(x: across(1), y: base), palette.line, 2)
        for due in timeline.dues {
          hollow(&context, across(due.id), base - 6, palette.ray, palette.surface)
          if due.isWritten {
            context.draw(
              Text(due.label).font(.caption).foregroundStyle(palette.colour(.text2)),
              at: CGPoint(x: min(max(across(due.id), 20), size.width - 20), y: 10))
          }
        }
        for tick in timeline.ticks {
          context.draw(
            Text(tick.label).font(.caption).foregroundStyle(palette.text3),
            at: CGPoint(x: min(max(across(tick.id), 20), size.width - 20), y: size.height - 10))
        }
        dot(&context, CGPoint(x: across(0), y: base), 5, palette.colour(.text))
      }
      .frame(height: 122)
      HStack { ForEach(timeline.legend, id: \.self) { name in Text(name).font(.caption) } }
    }
    .accessibilityElement()
    .accessibilityLabel(timeline.spoken)
  }
}

/// The supplement of each step of the plan, from 0 up: done filled, now dim, to come outlined.
struct StairsView: View {
  let screen: JourneyScreen
  @Environment(\.colorScheme) private var scheme

  var body: some View {
    let palette = Palette(scheme)
    Canvas { context, size in
      let most = max(screen.steps.first?.amount ?? 1, 0.001)
      let width: Double = Double(size.width) / Double(max(screen.steps.count, 1))
      for step in screen.steps {
        let height: Double = step.amount / most * (Double(size.height) - 4)
        let (left, top): (Double, Double) = (Double(step.id) * width + 1, Double(size.height) - height)
        let block = CGRect(x: left, y: top, width: width - 2, height: height)
        switch step.state {
        case "done": context.fill(Path(block), with: .color(palette.supplementArea))
        case "now": context.fill(Path(block), with: .color(palette.dim))
        default: context.stroke(Path(block), with: .color(palette.control), lineWidth: 1)
        }
      }
    }
    .frame(height: 90)
    .accessibilityElement()
    .accessibilityLabel(screen.stepsSpoken)
  }
}

/// The ruler of an amount: numbers grow to the right in every language.
struct RulerView: View {
  let form: EntryForm
  let ruler: Ruler
  @State private var begin: Double?
  @Environment(\.colorScheme) private var scheme

  var body: some View {
    let palette = Palette(scheme)
    Canvas { context, size in
      let middle = size.width / 2
      for mark in ruler.lines {
        let across = middle + Double(mark.id) * Ruler.pointsPerStep
        let isLong = mark.label != nil
        line(
          &context, CGPoint(x: across, y: 12), CGPoint(x: across, y: isLong ? 44 : 30), palette.control, isLong ? 2 : 1)
        if let label = mark.label {
          context.draw(Text(label).font(.caption), at: CGPoint(x: across, y: 58))
        }
      }
      line(&context, CGPoint(x: middle, y: 4), CGPoint(x: middle, y: 48), palette.ray, 4)
    }
    .frame(height: 70)
    .gesture(
      DragGesture()
        .onChanged { drag in
          begin = begin ?? ruler.value
          form.drag(from: begin ?? ruler.value, byPoints: drag.translation.width)
        }
        .onEnded { _ in begin = nil }
    )
    .environment(\.layoutDirection, .leftToRight)
    .accessibilityElement()
    .accessibilityLabel(ruler.spoken)
    .accessibilityAdjustableAction { direction in form.step(direction == .increment ? 1 : -1) }
  }
}

private func shade(_ context: inout GraphicsContext, _ from: Double, _ to: Double, _ base: Double, _ colour: Color) {
  let block = CGRect(x: min(from, to), y: 2, width: abs(to - from), height: base - 2)
  context.fill(Path(block), with: .color(colour))
}

private func hatch(_ context: inout GraphicsContext, _ from: Double, _ to: Double, _ base: Double, _ colour: Color) {
  let (left, right) = (min(from, to), max(from, to))
  for start in stride(from: left, to: right, by: 8) {
    let end = min(start + base - 4, right)
    line(&context, CGPoint(x: start, y: base - 2), CGPoint(x: end, y: base - 2 - (end - start)), colour, 2.4)
  }
}

private func hollow(_ context: inout GraphicsContext, _ across: Double, _ base: Double, _ ray: Color, _ inside: Color) {
  let (from, to) = (CGPoint(x: across, y: base - 9), CGPoint(x: across, y: base - 24))
  line(&context, from, to, ray, 9)
  line(&context, from, to, inside, 5.4)
}
