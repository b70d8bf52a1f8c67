import Foundation
import Relatch

extension ZoneTable {
  /// The clock changes of a zone between two instants, oldest first, as Foundation knows them.
  ///
  /// Every change of the offset is found, also one that is no daylight saving (a country moving its standard time):
  /// `nextDaylightSavingTimeTransition` leaves those out. So the offset is probed twice a day, and a change between
  /// two probes is narrowed down to its second. No zone has had two changes within twelve hours since 1970.
  ///
  /// - Parameters:
  ///   - zone: The zone.
  ///   - fromMs: First instant of interest, in milliseconds since 1970-01-01T00:00:00Z.
  ///   - toMs: Last instant of interest, in milliseconds since 1970-01-01T00:00:00Z.
  public init(of zone: TimeZone, fromMs: Int64, toMs: Int64) {
    func offset(_ second: Int64) -> Int32 {
      Int32(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second))))
    }
    var transitions: [ZoneTransition] = []
    let step = 12 * 3_600 as Int64
    let end = toMs / 1_000
    var second = fromMs / 1_000
    var before = offset(second)
    while second < end {
      let next = min(second + step, end)
      let after = offset(next)
      if after != before {
        // `low` still shows the old offset, `high` the new one.
        var (low, high) = (second, next)
        while high - low > 1 {
          let middle = low + (high - low) / 2
          if offset(middle) == before { low = middle } else { high = middle }
        }
        transitions.append(ZoneTransition(atMs: high * 1_000, beforeS: before, afterS: after))
      }
      (second, before) = (next, after)
    }
    self.init(transitions: transitions)
  }
}
