import Foundation
internal import RelatchKit

/// The next 24 hours of reminders.
public struct DayAhead: Equatable, Sendable {
  /// One reminder of a session.
  public struct Due: Equatable, Sendable, Identifiable {
    /// Where it stands, 0 now, 1 in 24 hours.
    public let id: Double
    /// Its time.
    public let label: String
    /// Every second time is written.
    public let isWritten: Bool
  }
  /// What is due, nearest first.
  public let dues: [Due]
  /// The night.
  public let nights: [Span]
  /// Quiet hours.
  public let quiet: [Span]
  /// Times below the line.
  public let ticks: [Tick]
  /// Words of the present.
  public let nowLabel: String
  /// Names of what is drawn: session, night, quiet hours.
  public let legend: [String]
  /// The drawing as one sentence, for a screen reader.
  public let spoken: String
}

extension DayAhead {
  init(plan: ReminderPlan, quiet: QuietHours?, now: Now, format: Format) {
    let place = { (ms: Int64) -> Double in
      (min(1, max(0, Double(ms - now.utcMs) / 86_400_000)) * 1_000).rounded() / 1_000
    }
    let dues = plan.items.filter { $0.stage == .due && $0.atMs - now.utcMs < 86_400_000 }
    self.dues = dues.enumerated().map { number, item in
      Due(
        id: place(item.atMs), label: format.time(Stamp(utcMs: item.atMs, offsetS: item.offsetS)),
        isWritten: number % 2 == 0)
    }
    let spans = { (window: ClockWindow) -> [Span] in
      now.instants(of: window).map { Span(from: place($0.from), to: place($0.to)) }.filter { $0.from < $0.to }
    }
    nights = spans(format.settings.night)
    self.quiet = quiet.map { spans($0.window) } ?? []
    let marks = now.instants(ofMinutes: [0, 360, 720, 1_080])
      .filter { $0 > now.utcMs && $0 < now.utcMs + 86_400_000 }
    ticks = marks.map { Tick(id: place($0), label: format.time($0, now)) }
    nowLabel = format.text("reminders.now")
    legend =
      ["reminders.session", "reminders.night"].map { format.text($0) }
      + (quiet == nil ? [] : [format.text("reminders.quiet")])
    spoken =
      dues.isEmpty
      ? format.text("reminders.none")
      : format.about(format.text("reminders.next"), self.dues.map(\.label).joined(separator: "; "))
  }
}

extension Now {
  /// The instant at which the wall shows this minute of this local day; in a skipped hour the one after it.
  func instant(day: Int, minute: Int) -> Int64 {
    let local = Int64(day) * 86_400_000 + Int64(minute) * 60_000
    let first = local - Int64(stamp(local - Int64(offsetS) * 1_000).offsetS) * 1_000
    return local - Int64(stamp(first).offsetS) * 1_000
  }

  private var localDay: Int { Int((utcMs + Int64(offsetS) * 1_000) / 86_400_000) }

  /// Instants of these minutes of the day, from yesterday to two days ahead, in order.
  func instants(ofMinutes minutes: [Int]) -> [Int64] {
    (localDay - 1...localDay + 2).flatMap { day in minutes.map { instant(day: day, minute: $0) } }.sorted()
  }

  /// When a daily window begins and ends, from yesterday to two days ahead.
  func instants(of window: ClockWindow) -> [(from: Int64, to: Int64)] {
    let (from, to) = (minutes(window.from), minutes(window.to))
    return (localDay - 1...localDay + 2).map { day in
      (instant(day: day, minute: from), instant(day: to <= from ? day + 1 : day, minute: to))
    }
  }
}
