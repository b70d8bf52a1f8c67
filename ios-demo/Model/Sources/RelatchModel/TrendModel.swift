import Foundation
import Observation
internal import RelatchKit

/// One day of the week chart, as plain numbers to draw.
public struct ChartDay: Equatable, Sendable, Identifiable {
  /// The day as "2026-11-24".
  public let id: String
  /// Words below its column.
  public let label: String
  /// Sessions by day; absent when nothing is known of the day.
  public let byDay: Int?
  /// Sessions at night.
  public let atNight: Int?
  /// Own milk in the set unit; absent when not measured.
  public let ownMilk: Double?
  /// Unbroken run of measured days that it belongs to; a line never crosses a day that was not measured.
  public let run: Int
  /// Supplement in the set unit; absent when nothing is known of the day.
  public let supplement: Double?
  /// Symbol of its fact: open ring for 0, drop for drops, dashed ring for not measured; absent with an amount.
  public let sign: String?
  /// Whether the day is not over: drawn hollow.
  public let isPartial: Bool
  /// Supplement with its unit; empty without.
  public let supplementLabel: String
  /// "so far", "away", "not measured" or empty.
  public let remark: String
  /// The column as one sentence, for a screen reader.
  public let spoken: String
}

/// One place of the outlook's two bands, as plain numbers to draw.
public struct BandPoint: Equatable, Sendable, Identifiable {
  /// Days after the last known day.
  public let id: Int
  /// Lower end of 8 in 10.
  public let wideLow: Double
  /// Lower end of 5 in 10.
  public let narrowLow: Double
  /// Upper end of 5 in 10.
  public let narrowHigh: Double
  /// Upper end of 8 in 10.
  public let wideHigh: Double
}

/// One measured day of the weeks before the outlook, as plain numbers to draw.
public struct MeasuredDay: Equatable, Sendable, Identifiable {
  /// Days after the last known day, 0 or less.
  public let id: Int
  /// Own milk in the set unit.
  public let ownMilk: Double
}

/// A fact worth a word, and the card that says more.
public struct InsightRow: Equatable, Sendable, Identifiable {
  /// Place among them.
  public let id: Int
  /// What it says.
  public let text: String
  /// Where it comes from.
  public let source: String
  /// Name of the guidance card, where there is one.
  public let card: String?
  /// Title of that card.
  public let cardTitle: String?
}

/// Everything that Trend shows.
public struct TrendScreen: Equatable, Sendable {
  /// Title of the screen.
  public var title = ""
  /// First and last day.
  public var range = ""
  /// Sessions and time a day.
  public var mean = ""
  /// The week before.
  public var before = ""
  /// Names of the three lanes.
  public var lanes: [String] = []
  /// Names of the two colours of the sessions.
  public var legend: [String] = []
  /// Seven days, oldest first.
  public var days: [ChartDay] = []
  /// What the milk did.
  public var sentence = ""
  /// Title of the outlook.
  public var outlookTitle = ""
  /// Name of its axis.
  public var outlookAxis = ""
  /// Names of its two bands, the wide one first.
  public var bandNames: [String] = []
  /// Its bands.
  public var bands: [BandPoint] = []
  /// Measured days before them; no line joins them.
  public var dots: [MeasuredDay] = []
  /// How many of the measured days that it needs are there, while it is too early.
  public var counted: [Bool] = []
  /// What it says.
  public var outlook = ""
  /// The chance for the own goal, the need and what the outlook rests on.
  public var notes: [String] = []
  /// To the week before.
  public var earlierButton = ""
  /// To the week after.
  public var laterButton = ""
  /// Days with a measured volume.
  public var measured: [ChartDay] { days.filter { $0.ownMilk != nil } }
  /// The chart as one text, for a screen reader.
  public var spoken: String { days.map(\.spoken).joined(separator: "; ") }
  /// Whether the arrow to a later week is there.
  public var hasLater = false
  /// Facts worth a word, three at most.
  public var insights: [InsightRow] = []
  /// Sessions by the own plan, and days at the breast; empty without.
  public var effort: [String] = []
  /// What went wrong last.
  public var problem: String?
}

/// Trend: a week beside the one before, and where it may go.
@Observable @MainActor public final class TrendModel {
  /// What is shown.
  public private(set) var screen = TrendScreen()
  private let desk: Desk
  private var weeksBack = 0

  /// A model on the shared desk.
  public init(desk: Desk) { self.desk = desk }

  private struct Read: Sendable {
    let week: Week
    let outlook: JourneyOutlook
    let insights: [Insight]
    let before: [DaySummary]
  }

  /// Reads the week that is shown; the first time the present one.
  public func appear() async {
    let back = weeksBack
    do {
      let found = try await desk.run { journal, now in
        let today = try journal.day(day: nil, now: now).day
        let outlook = try journal.outlook(now: now)
        let from = dayText(dayNumber(outlook.lastKnown) - 27)
        return Read(
          week: try journal.week(ending: dayText(dayNumber(today) - 7 * back), now: now), outlook: outlook,
          insights: try journal.insights(now: now),
          before: try journal.days(from: from, to: outlook.lastKnown, now: now))
      }
      show(found)
    } catch {
      screen.problem = desk.words(error)
    }
  }

  /// A week earlier or later; never beyond the present one.
  public func move(weeks: Int) async {
    weeksBack = max(0, weeksBack - weeks)
    await appear()
  }

  private func show(_ found: Read) {
    let (format, week) = (desk.format, found.week)
    var new = TrendScreen()
    new.title = format.text("trend.title")
    new.range = format.dayMonth(week.from) + " – " + format.dayMonth(week.to)
    new.hasLater = weeksBack > 0
    (new.earlierButton, new.laterButton) = (format.text("trend.earlier_week"), format.text("trend.later_week"))
    let words = { (key: String, mean: WeekMean) -> String in
      guard let sessions = mean.sessions, let minutes = mean.minutes else { return "" }
      let time = format.duration(minutes: Int(minutes.rounded()))
      return format.text(key, ["sessions": format.number(sessions, places: 1), "time": time])
    }
    new.mean = week.mean.days == 0 ? format.text("trend.starts") : words("trend.per_day", week.mean)
    new.before = words("trend.week_before", week.before)
    let unit = ["unit": format.volumeUnit]
    new.lanes = [
      format.text("trend.sessions"), format.text("trend.own_milk", unit), format.text("trend.supplement", unit),
    ]
    new.legend = [format.text("trend.by_day"), format.text("trend.at_night")]
    new.days = days(week.days, format)
    new.sentence = sentence(week, format)
    outlook(&new, found, format)
    new.insights = found.insights.enumerated().map { place, insight in
      InsightRow(
        id: place, text: format.about(insight.baby, format.fact(insight.textKey(), insight.figures)),
        source: format.text("about.source", ["source": insight.source]), card: insight.card,
        cardTitle: insight.card.map { format.text("card.\($0).title") })
    }
    new.effort = effort(week.mean, format)
    screen = new
  }

  private func effort(_ mean: WeekMean, _ format: Format) -> [String] {
    var lines: [String] = []
    if let sessions = mean.sessions, let planned = mean.plannedSessions {
      let values = ["sessions": format.number(sessions, places: 1), "planned": format.number(planned, places: 1)]
      lines.append(format.text("effort.plan", values))
    }
    if mean.nursingDays > 0 {
      let values = [
        "nursing_days": format.number(Double(mean.nursingDays)), "pump_days": format.number(Double(mean.pumpOnlyDays)),
      ]
      lines.append(format.text("effort.days", values))
    }
    return lines
  }

  private func inUnit(_ microlitres: Int64) -> Double {
    let value = Double(microlitres) / (desk.settings.volumeUnit == .ml ? 1_000 : 29_573.5)
    return (value * 100).rounded() / 100
  }

  private func days(_ days: [DaySummary], _ format: Format) -> [ChartDay] {
    var run = 0
    return days.map { day in
      let isMeasured = day.ownMilk.measured > 0
      // Today is not over: no line leads to it.
      if !isMeasured || day.partial { run += 1 }
      var remark = ""
      if day.away {
        remark = format.text("log.away")
      } else if day.logged, day.partial {
        remark = format.text("trend.so_far")
      } else if day.logged, !isMeasured {
        remark = format.text("trend.not_measured")
      }
      let night = day.nightSessions.map(Int.init)
      let all = day.sessions.map(Int.init)
      let milk = isMeasured ? format.volume(Double(day.ownMilk.measuredUl)) : format.text("trend.not_measured")
      let spoken = format.text(
        "reader.chart_day",
        [
          "day": format.weekday(day.day), "sessions": format.counted("count.sessions", "sessions", all ?? 0),
          "volume": milk,
        ])
      let sign = day.logged ? day.ownMilk.sign : nil
      let given = day.donorUl + day.formulaUl
      return ChartDay(
        id: day.day, label: format.shortDay(day.day), byDay: all.map { max(0, $0 - (night ?? 0)) }, atNight: night,
        ownMilk: isMeasured ? inUnit(day.ownMilk.measuredUl) : nil, run: run,
        supplement: day.logged ? inUnit(given) : nil, sign: sign, isPartial: day.partial,
        supplementLabel: given > 0 ? format.volumeNumber(Double(given), places: 0) : "", remark: remark, spoken: spoken)
    }
  }

  private func sentence(_ week: Week, _ format: Format) -> String {
    guard let mean = week.mean.ownMilkUl, mean > 0 else { return format.text("trend.early") }
    var values = ["mean": format.volume(mean), "days": format.number(Double(week.mean.ownMilkDays))]
    guard let change = week.change.ownMilkUl else { return format.text("trend.milk", values) }
    values["change"] = format.volume(abs(change))
    values["days_before"] = format.number(Double(week.before.ownMilkDays))
    let isSame = format.volumeNumber(abs(change)) == format.number(0)
    return format.text(isSame ? "trend.milk_same" : change > 0 ? "trend.milk_more" : "trend.milk_less", values)
  }

  private func outlook(_ new: inout TrendScreen, _ found: Read, _ format: Format) {
    let outlook = found.outlook.outlook
    new.outlookTitle = format.text("outlook.title")
    new.outlookAxis = format.text("outlook.axis", ["unit": format.volumeUnit])
    new.notes = notes(found.outlook, format)
    let last = dayNumber(found.outlook.lastKnown)
    new.dots = found.before.filter { $0.ownMilk.measured > 0 && !$0.partial }.map { day in
      MeasuredDay(id: dayNumber(day.day) - last, ownMilk: inUnit(day.ownMilk.measuredUl))
    }
    guard outlook.verdict != .tooEarly else {
      new.outlookTitle = format.text(outlook.verdict.textKey())
      let needed = 7
      let values = [
        "needed": format.number(Double(needed)), "days": format.number(Double(outlook.daysWithVolume)),
      ]
      new.outlook = format.text("outlook.starts", values) + " " + format.text("outlook.counted", values)
      new.counted = (0..<needed).map { $0 < Int(outlook.daysWithVolume) }
      return
    }
    new.bandNames = [format.text("outlook.band_wide"), format.text("outlook.band_narrow")]
    new.bands = outlook.points.map { point in
      let at = { (level: Double) in self.inUnit(Int64(point.millilitres(at: level) * 1_000)) }
      return BandPoint(
        id: Int(point.horizon), wideLow: at(0.1), narrowLow: at(0.25), narrowHigh: at(0.75), wideHigh: at(0.9))
    }
    guard outlook.verdict == .outlook, let month = outlook.points.first(where: { $0.horizon == 28 }) else {
      new.outlook = format.text(outlook.verdict.textKey())
      return
    }
    let end = { (level: Double) in format.volume(month.millilitres(at: level) * 1_000, places: 0) }
    new.outlook = format.text(
      "outlook.sentence", ["weeks": format.number(4), "low": end(0.1), "high": end(0.9)])
  }

  private func notes(_ found: JourneyOutlook, _ format: Format) -> [String] {
    var lines: [String] = []
    if let goal = found.outlook.goal {
      let chance = format.number((goal.chance * 100).rounded()) + " %"
      let values = [
        "goal": format.volume(goal.goalMl * 1_000, places: 0), "days": format.number(Double(goal.withinDays)),
        "chance": chance,
      ]
      lines.append(format.text("outlook.goal", values))
      if let from = found.goalFrom, let to = found.goalTo {
        let days = ["from_day": format.dayMonth(from), "to_day": format.dayMonth(to)]
        lines.append(format.text("outlook.goal_range", days))
      }
    }
    let volume = { (microlitres: Int64) in format.volume(Double(microlitres), places: 0) }
    let need = [
      "low": volume(found.need.lowUl), "high": volume(found.need.highUl), "need": volume(found.need.needUl),
    ]
    lines.append(format.text(found.need.basis.textKey(), need))
    if let sessions = found.sessionsADay {
      lines.append(format.text("outlook.effort", ["sessions": format.number(sessions, places: 1)]))
    }
    return lines + [format.text("outlook.limit")]
  }
}

extension OutlookPoint {
  /// The quantile at a level between those that are given, on the line between its neighbours.
  func millilitres(at level: Double) -> Double {
    guard let above = quantiles.firstIndex(where: { $0.level >= level - 1e-9 }) else { return quantiles.last?.ml ?? 0 }
    let high = quantiles[above]
    guard above > 0, high.level > level + 1e-9 else { return high.ml }
    let low = quantiles[above - 1]
    return low.ml + (high.ml - low.ml) * (level - low.level) / (high.level - low.level)
  }
}
