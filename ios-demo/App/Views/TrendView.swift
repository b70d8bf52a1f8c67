import Charts
import RelatchModel
import SwiftUI

/// Trend: a week beside the one before, and where it may go.
struct TrendView: View {
  let model: TrendModel
  let cards: CardsModel
  @Environment(\.colorScheme) private var scheme
  @Environment(\.dynamicTypeSize) private var size

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
        ForEach(screen.effort, id: \.self) { line in Text(line) }
        if let problem = screen.problem { Label(problem, systemImage: "info.circle") }
        if size.layout.drawsWeek { WeekView(screen: screen) } else { DaysView(screen: screen) }
        Text(screen.sentence)
        OutlookView(screen: screen)
        ForEach(screen.insights) { row in
          VStack(alignment: .leading) {
            Text(row.text)
            Text(row.source).font(.footnote)
            if let title = row.cardTitle { NavigationLink(title) { CardsView(model: cards) } }
          }
          .card(palette)
        }
      }
      .padding(16)
    }
    .background(palette.background)
    .foregroundStyle(palette.colour(.text))
    .task { await model.appear() }
  }
}

/// The week as three lanes.
struct WeekView: View {
  let screen: TrendScreen
  @Environment(\.colorScheme) private var scheme

  var body: some View {
    let palette = Palette(scheme)
    VStack(alignment: .leading, spacing: 8) {
      Text(screen.lanes.first ?? "")
      HStack {
        Label(screen.legend.first ?? "", systemImage: "square.fill").foregroundStyle(palette.ray)
        Label(screen.legend.last ?? "", systemImage: "square.fill").foregroundStyle(palette.lamp)
      }
      .font(.caption)
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
        )
        .foregroundStyle(palette.colour(.milk))
        if day.isPartial {
          PointMark(x: .value("day", day.label), y: .value("milk", day.ownMilk ?? 0))
            .symbol(.circle.strokeBorder(lineWidth: 2))
            .foregroundStyle(palette.colour(.milk))
        } else {
          PointMark(x: .value("day", day.label), y: .value("milk", day.ownMilk ?? 0))
            .foregroundStyle(palette.colour(.milk))
        }
      }
      .frame(height: 90)
      HStack {
        ForEach(screen.days) { day in
          Image(systemName: day.sign ?? "minus").opacity(day.sign == nil ? 0 : 1).frame(maxWidth: .infinity)
        }
      }
      .foregroundStyle(palette.colour(.milk))
      Text(screen.lanes.last ?? "")
      Chart(screen.days) { day in
        AreaMark(x: .value("day", day.label), y: .value("supplement", day.supplement ?? 0))
          .interpolationMethod(.stepCenter)
          .foregroundStyle(palette.supplementArea)
      }
      .frame(height: 60)
      HStack { ForEach(screen.days) { day in Text(day.supplementLabel).font(.caption).frame(maxWidth: .infinity) } }
      HStack { ForEach(screen.days) { day in Text(day.remark).font(.caption).frame(maxWidth: .infinity) } }
    }
    .card(palette)
  }
}

/// The week as a list, for the largest type.
struct DaysView: View {
  let screen: TrendScreen

  var body: some View {
    VStack(alignment: .leading, spacing: 8) { ForEach(screen.days) { day in Text(day.spoken) } }
  }
}

/// Where it may go: measured days as dots, then two bands; no middle line, no date.
struct OutlookView: View {
  let screen: TrendScreen
  @Environment(\.colorScheme) private var scheme

  var body: some View {
    let palette = Palette(scheme)
    VStack(alignment: .leading, spacing: 8) {
      Text(screen.outlookTitle).font(.system(.title2, design: .serif))
      Text(screen.outlookAxis).font(.caption)
      if screen.bands.isEmpty {
        HStack {
          ForEach(screen.counted.indices, id: \.self) { place in
            Image(systemName: screen.counted[place] ? "circle.fill" : "circle").foregroundStyle(palette.ray)
          }
        }
      } else {
        Chart {
          ForEach(screen.bands) { point in
            AreaMark(
              x: .value("days", point.id), yStart: .value("low", point.wideLow), yEnd: .value("high", point.wideHigh),
              series: .value("band", screen.bandNames.first ?? "")
            )
            .foregroundStyle(palette.raised)
            AreaMark(
              x: .value("days", point.id), yStart: .value("low", point.narrowLow),
              yEnd: .value("high", point.narrowHigh), series: .value("band", screen.bandNames.last ?? "")
            )
            .foregroundStyle(palette.dim)
          }
          ForEach(screen.dots) { day in
            PointMark(x: .value("days", day.id), y: .value("milk", day.ownMilk)).foregroundStyle(palette.colour(.milk))
          }
        }
        .frame(height: 140)
        HStack { ForEach(screen.bandNames, id: \.self) { name in Text(name).font(.caption) } }
      }
      Text(screen.outlook)
      ForEach(screen.notes, id: \.self) { note in Text(note).font(.footnote) }
    }
    .card(palette)
  }
}
