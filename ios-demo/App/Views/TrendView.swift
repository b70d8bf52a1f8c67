import Charts
import RelatchModel
import SwiftUI

/// Trend: a week beside the one before, and where it may go.
struct TrendView: View {
  let model: TrendModel
  @Environment(\.colorScheme) private var scheme

  var body: some View {
    let palette = Palette(scheme)
    let screen = model.screen
    ScrollView {
      VStack(alignment: .leading, spacing: 16) {
        HStack {
          Button(screen.earlierButton) { Task { await model.move(weeks: -1) } }
          Text(screen.range)
          if screen.hasLater { Button(screen.laterButton) { Task { await model.move(weeks: 1) } } }
        }
        Text(screen.mean).font(.system(.title2, design: .serif))
        Text(screen.before).foregroundStyle(palette.colour(.text2))
        if let problem = screen.problem { Text(problem) }
        Text(screen.lanes.first ?? "")
        Chart(screen.days) { day in
          BarMark(x: .value("day", day.label), y: .value("night", day.atNight ?? 0)).foregroundStyle(palette.lamp)
          BarMark(x: .value("day", day.label), y: .value("day", day.byDay ?? 0)).foregroundStyle(palette.ray)
        }
        .frame(height: 160)
        .accessibilityLabel(screen.spoken)
        Text(screen.lanes.dropFirst().first ?? "")
        Chart(screen.measured) { day in
          LineMark(
            x: .value("day", day.label), y: .value("milk", day.ownMilk ?? 0), series: .value("run", day.run)
          ).foregroundStyle(palette.colour(.milk))
          PointMark(x: .value("day", day.label), y: .value("milk", day.ownMilk ?? 0))
            .foregroundStyle(palette.colour(.milk))
        }
        .frame(height: 90)
        Text(screen.lanes.last ?? "")
        Chart(screen.days) { day in
          AreaMark(x: .value("day", day.label), y: .value("supplement", day.supplement ?? 0))
            .foregroundStyle(palette.colour(.supplement))
        }
        .frame(height: 60)
        Text(screen.sentence)
        Text(screen.outlookTitle).font(.system(.title2, design: .serif))
        if !screen.band.isEmpty {
          Text(screen.outlookAxis).font(.caption)
          Chart(screen.band) { point in
            AreaMark(
              x: .value("days", point.id), yStart: .value("low", point.wideLow), yEnd: .value("high", point.wideHigh)
            ).foregroundStyle(palette.dim)
          }
          .frame(height: 140)
        }
        Text(screen.outlook)
        ForEach(screen.insights, id: \.self) { line in Text(line) }
      }
      .padding(16)
    }
    .background(palette.background)
    .foregroundStyle(palette.colour(.text))
    .task { await model.appear() }
  }
}
