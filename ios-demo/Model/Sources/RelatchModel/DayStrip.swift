import Foundation
internal import RelatchKit

/// A span of a drawing, 0 at its start, 1 at its end.
public struct Span: Equatable, Sendable {
  /// Where it begins.
  public let from: Double
  /// Where it ends.
  public let to: Double
}

/// A time written below a drawing.
public struct Tick: Equatable, Sendable, Identifiable {
  /// Where it stands, 0 to 1.
  public let id: Double
  /// Its words.
  public let label: String
}

/// A day made straight, from day start to day start: for the log and for large type.
public struct DayStrip: Equatable, Sendable {
  /// One session.
  public struct Ray: Equatable, Sendable {
    /// Where it began, 0 to 1.
    public let place: Double
    /// Minutes to draw, 0 to 30; unknown ones draw as 4.
    public let minutes: Double
    /// Began at night.
    public let isNight: Bool
  }
  /// Rays, oldest first.
  public let rays: [Ray]
  /// The present, on the day that is not over.
  public let now: Double?
  /// The next session, where it falls into this day.
  public let next: Double?
  /// The night.
  public let nights: [Span]
  /// Times below the line.
  public let ticks: [Tick]
  /// The drawing as one sentence, for a screen reader.
  public let spoken: String
}

extension DayStrip {
  init(day: Day, sessions: [RingSession], next: Stamp?, today: Day, now: Now, format: Format) {
    let start = minutes(format.settings.dayStart)
    let (nightFrom, nightTo) = (minutes(format.settings.night.from), minutes(format.settings.night.to))
    // By the wall clock, like the ring: on the day of a clock change an hour is drawn once.
    let place = { (minute: Int) -> Double in
      (Double((minute - start + 1_440) % 1_440) / 1_440 * 10_000).rounded() / 10_000
    }
    let isNight = { (minute: Int) -> Bool in
      nightFrom <= nightTo ? (nightFrom..<nightTo).contains(minute) : minute >= nightFrom || minute < nightTo
    }
    rays = sessions.filter { $0.day == day }.map { session in
      let minute = session.start.minuteOfDay
      return Ray(
        place: place(minute), minutes: session.timedMs.map { min(30, Double($0 / 60_000)) } ?? 4,
        isNight: isNight(minute))
    }
    let isToday = day == today
    self.now = isToday ? place(now.stamp(now.utcMs).minuteOfDay) : nil
    let end = now.utcMs + Int64((1 - (self.now ?? 1)) * 86_400_000)
    self.next = isToday ? next.flatMap { $0.utcMs < end && $0.utcMs > now.utcMs ? place($0.minuteOfDay) : nil } : nil
    let (from, to) = (place(nightFrom), place(nightTo))
    nights =
      from < to
      ? [Span(from: from, to: to)] : [Span(from: 0, to: to), Span(from: from, to: 1)].filter { $0.from < $0.to }
    ticks = (0...4).map { quarter in
      Tick(id: Double(quarter) / 4, label: format.clock(minute: (start + quarter * 360) % 1_440))
    }
    spoken =
      rays.isEmpty
      ? format.text("log.empty")
      : format.about(
        format.counted("count.sessions", "sessions", rays.count),
        sessions.filter { $0.day == day }.map { format.time($0.start) }.joined(separator: "; "))
  }
}

/// Minutes since midnight of "23:00".
func minutes(_ clock: ClockTime) -> Int {
  let parts = clock.split(separator: ":").compactMap { Int($0) }
  return parts.count == 2 ? parts[0] * 60 + parts[1] : 0
}

extension Stamp {
  /// Minutes since midnight as the clock on the wall showed them.
  var minuteOfDay: Int {
    let local = utcMs + Int64(offsetS) * 1_000
    return Int((local % 86_400_000 + 86_400_000) % 86_400_000 / 60_000)
  }
}
