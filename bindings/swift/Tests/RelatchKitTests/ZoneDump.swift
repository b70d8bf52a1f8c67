import Foundation
import RelatchKit
import Testing

/// Writes what Foundation knows about every zone, for `tests/zones.rs` to compare with java.time and jiff.
@Suite struct ZoneDump {
  static let from = 1_420_070_400_000 as Int64
  static let to = 2_051_222_400_000 as Int64

  @Test(.enabled(if: ProcessInfo.processInfo.environment["RELATCH_ZONES"]?.isEmpty == false))
  func everyZone() throws {
    let path = try #require(ProcessInfo.processInfo.environment["RELATCH_ZONES"])
    var text = "# Foundation \(TimeZone.timeZoneDataVersion)\n"
    for name in TimeZone.knownTimeZoneIdentifiers.sorted() {
      let zone = try #require(TimeZone(identifier: name))
      text += name
      for change in ZoneTable(of: zone, fromMs: Self.from, toMs: Self.to).transitions {
        text += " \(change.atMs / 1_000):\(change.beforeS):\(change.afterS)"
      }
      text += "\n"
    }
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }
}
