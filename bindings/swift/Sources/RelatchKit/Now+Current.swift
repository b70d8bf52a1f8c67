import Foundation
import Relatch

extension Now {
  /// The present by this device: its time, its zone with the clock changes around it, and the clock nobody can set.
  ///
  /// Make one for every call. The zone table reaches from two days back to twelve ahead, which is what reminders need.
  ///
  /// - Parameter zone: The zone to show times in; by default the one the device is set to.
  public static func current(in zone: TimeZone = .autoupdatingCurrent) -> Now {
    Now(at: Date(), in: zone, clock: BootClock.read())
  }

  /// A given moment in a given zone, for previews and tests.
  ///
  /// - Parameters:
  ///   - date: The moment.
  ///   - zone: The zone to show times in.
  ///   - clock: The clock that only runs forward; without it durations come from the wall clock.
  public init(at date: Date, in zone: TimeZone, clock: BootClock? = nil) {
    let day = 86_400_000 as Int64
    let now = date.milliseconds
    self.init(
      utcMs: now,
      offsetS: Int32(zone.secondsFromGMT(for: date)),
      zone: zone.identifier,
      monotonicMs: clock?.monotonicMs,
      bootId: clock?.bootId,
      zoneTable: ZoneTable(of: zone, fromMs: now - 2 * day, toMs: now + 12 * day)
    )
  }
}

extension Date {
  /// Milliseconds since 1970-01-01T00:00:00Z, to the nearest: how Relatch counts instants.
  public var milliseconds: Int64 {
    Int64((timeIntervalSince1970 * 1_000).rounded())
  }

  /// The date of an instant of Relatch.
  ///
  /// - Parameter milliseconds: Milliseconds since 1970-01-01T00:00:00Z.
  public init(milliseconds: Int64) {
    self.init(timeIntervalSince1970: Double(milliseconds) / 1_000)
  }
}
