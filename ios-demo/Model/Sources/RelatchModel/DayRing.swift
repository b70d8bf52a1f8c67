import Foundation
internal import RelatchKit

/// The last 24 hours as a clock face: one ray a session, noon on top.
public struct DayRing: Equatable, Sendable {
  /// One session.
  public struct Ray: Equatable, Sendable {
    /// Turn of the clock face, 0 to 1 clockwise from noon.
    public let turn: Double
    /// Minutes to draw, 0 to 30; unknown ones draw as 4.
    public let minutes: Double
    /// Began before the present day: drawn dim.
    public let isEarlier: Bool
    /// Began at night: drawn as a lamp.
    public let isNight: Bool
    /// Is running.
    public let isRunning: Bool
  }
  /// Rays, oldest first.
  public let rays: [Ray]
  /// Turn of the present.
  public let now: Double
  /// Turn of the next session within 24 hours.
  public let next: Double?
  /// Turns at which the night begins and ends.
  public let night: [Double]
  /// Words at 6 and at 18 hours; empty in simple mode.
  public let labels: [String]
  /// Turn at which the day began.
  public let dayStart: Double
  /// The drawing as one sentence, for a screen reader.
  public let spoken: String
}

struct RingSession: Equatable, Sendable {
  let id: String
  let start: Stamp
  let timedMs: Int64?
  let day: Day
}

extension DayRing {
  static func turn(_ stamp: Stamp) -> Double {
    let day = 86_400_000.0
    let local = Double(stamp.utcMs + Int64(stamp.offsetS) * 1_000)
    return ((local / day + 0.5).truncatingRemainder(dividingBy: 1) * 10_000).rounded() / 10_000
  }

  static func turn(clock: ClockTime) -> Double {
    let parts = clock.split(separator: ":").compactMap { Double($0) }
    guard parts.count == 2 else { return 0 }
    return (((parts[0] * 60 + parts[1]) / 1_440 + 0.5).truncatingRemainder(dividingBy: 1) * 10_000).rounded() / 10_000
  }

  init(home: Home, sessions: [RingSession], now: Now, format: Format) {
    let shown = sessions.filter { $0.start.utcMs > now.utcMs - 86_400_000 && $0.start.utcMs <= now.utcMs }
    labels = format.settings.simple ? [] : [format.clock(minute: 360), format.clock(minute: 1_080)]
    let (from, to) = (minutes(format.settings.night.from), minutes(format.settings.night.to))
    let isNight = { (stamp: Stamp) -> Bool in
      let minute = stamp.minuteOfDay
      return from <= to ? (from..<to).contains(minute) : minute >= from || minute < to
    }
    var rays = shown.map { session in
      Ray(
        turn: Self.turn(session.start), minutes: session.timedMs.map { min(30, Double($0 / 60_000)) } ?? 4,
        isEarlier: session.day < home.today.day, isNight: isNight(session.start), isRunning: false)
    }
    rays += home.running.map { running in
      Ray(
        turn: Self.turn(running.start), minutes: min(30, Double((running.elapsedMs ?? 240_000) / 60_000)),
        isEarlier: false, isNight: isNight(running.start), isRunning: true)
    }
    self.rays = rays
    self.now = Self.turn(now.stamp(now.utcMs))
    next = home.next.flatMap { $0.at.utcMs - now.utcMs < 86_400_000 ? Self.turn($0.at) : nil }
    night = [Self.turn(clock: format.settings.night.from), Self.turn(clock: format.settings.night.to)]
    dayStart = Self.turn(clock: format.settings.dayStart)
    let list = shown.map { session in
      let time = format.time(session.start)
      guard let ms = session.timedMs else { return format.text("reader.session_untimed", ["time": time]) }
      return format.text("reader.session", ["time": time, "minutes": format.number(Double(ms / 60_000))])
    }
    let count = format.counted("count.sessions", "sessions", Int(home.today.sessions ?? 0))
    if rays.isEmpty {
      spoken = format.text("reader.ring_empty")
    } else {
      spoken = format.text(
        "reader.ring",
        [
          "sessions": count, "list": list.joined(separator: "; "),
          "time": home.next.map { format.time($0.at) } ?? format.text("home.when_ready"),
        ])
    }
  }
}
