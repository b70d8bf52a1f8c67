import Foundation
import RelatchKit

/// Runs one scenario file: every step is a call by name, its answer compared with the part that is expected.
final class Scenario {
  private let zones: [String: JSON]
  private let fresh: Journal
  private let journal: Journal
  private var at: String?
  private var zone: String?
  private var clock: JSON = .null
  private var kept: [String: JSON] = [:]

  static func run(_ data: Data) throws {
    let file = try Fields(JSONDecoder().decode(JSON.self, from: data), of: "the scenario")
    guard case .text = file.take("about"), case .text = file.take("rule"), case .list(let steps) = file.take("steps"),
      let first = steps.first
    else { throw ShapeError("a scenario says what it is about and which rule it holds, and has steps") }
    let zones = file.take("zones").fields
    try file.end()
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("journal.db").path
    let scenario = try Scenario(zones: zones, path: path, first: first)
    for (number, step) in steps.enumerated() {
      do {
        try scenario.perform(try Fields(step, of: "the step"))
      } catch {
        throw ShapeError("step \(number + 1) (\(step.fields["call"] ?? .null)): \(error)")
      }
    }
  }

  private init(zones: [String: JSON], path: String, first: JSON) throws {
    guard case .text(let at)? = first.fields["now"] else { throw ShapeError("the first step gives its now") }
    self.zones = zones
    let stamp = try Self.stamp(at)
    let now = Now(
      utcMs: stamp.utcMs, offsetS: stamp.offsetS, zone: "", monotonicMs: nil, bootId: nil,
      zoneTable: ZoneTable(transitions: []))
    journal = try Journal.open(path: path, key: nil, now: now)
    fresh = try Journal.openInMemory(now: now)
  }

  private func perform(_ step: Fields) throws {
    let name = try String(json: step.take("call"))
    let now = try now(step)
    var args = try expand(step.take("args"))
    // What is left out of a whole set of answers is as in a new journal.
    if name.hasPrefix("set_"), case .object(var given) = args, case .object(let new)? = given["new"],
      let base = try call(fresh, String(name.dropFirst(4)), Fields(.null, of: name), now)
    {
      given["new"] = .object(base.fields.merging(new) { _, new in new })
      args = .object(given)
    }
    let (expected, refusal, keep) = (step.take("expect"), step.take("error"), step.take("keep"))
    _ = step.take("why")
    try step.end()
    let answer: JSON
    do {
      guard let given = try call(journal, name, Fields(args, of: name), now) else {
        throw ShapeError("the journal has no such call")
      }
      answer = given
    } catch let error as JournalError {
      if case .null = refusal { throw error }
      return try Self.match(refusal, error.json, "error")
    }
    if case .null = refusal {} else { throw ShapeError("expected the error \(refusal), got \(answer)") }
    if case .null = expected {} else { try Self.match(expand(expected), answer, "") }
    for (name, pointer) in keep.fields {
      kept[name] = try Self.find(String(json: pointer), in: answer)
    }
  }

  /// Time, zone and clock of the step before hold until another is given.
  private func now(_ step: Fields) throws -> Now {
    if case .text(let given) = step.take("now") { at = given }
    if case .text(let given) = step.take("zone") { zone = given }
    if case .object(let given) = step.take("clock") { clock = .object(given) }
    let stamp = try Self.stamp(at ?? "")
    var table: [ZoneTransition] = []
    var zoneName = ""
    // With one zone in the file, it need not be named at every step.
    if let used = zone.map({ zones[$0] ?? .null }) ?? (zones.count == 1 ? zones.first?.value : nil) {
      let fields = try Fields(used, of: "the zone")
      zoneName = try String(json: fields.take("name"))
      var changes: [JSON] = []
      if case .list(let given) = fields.take("changes") { changes = given }
      for change in changes {
        let fields = try Fields(change, of: "the change")
        func offset(_ name: String) throws -> Int32 {
          try Self.stamp("2000-01-01T00:00:00" + String(json: fields.take(name))).offsetS
        }
        table.append(
          ZoneTransition(
            atMs: try Self.stamp(String(json: fields.take("at"))).utcMs, beforeS: try offset("before"),
            afterS: try offset("after")))
      }
      if zoneName.isEmpty { throw ShapeError("no zone \"\(zone ?? "")\"") }
    }
    return Now(
      utcMs: stamp.utcMs, offsetS: stamp.offsetS, zone: zoneName,
      monotonicMs: try Int64?(json: clock.fields["monotonic_ms"] ?? .null),
      bootId: try String?(json: clock.fields["boot_id"] ?? .null), zoneTable: ZoneTable(transitions: table))
  }

  /// Writes out the short forms: every text that begins with "@".
  private func expand(_ json: JSON) throws -> JSON {
    switch json {
    case .text(let text) where text.hasPrefix("@"): try expand(short: text.dropFirst())
    case .list(let list): .list(try list.map(expand))
    case .object(let fields): .object(try fields.mapValues(expand))
    default: json
    }
  }

  private func expand(short: Substring) throws -> JSON {
    let parts = short.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return try Self.stamp(String(short)).json }
    let rest = String(parts[1])
    func number() throws -> Double {
      guard let number = Double(rest) else { throw ShapeError("no number: \(rest)") }
      return number
    }
    switch parts[0] {
    case "ms": return .whole(try Self.stamp(rest).utcMs)
    case "min": return .whole(Int64((try number() * 60_000).rounded()))
    case "ml": return Volume.measured(microlitres: Int64((try number() * 1_000).rounded()), unit: .ml).json
    case "id":
      let digits = String(Int64(try number()))
      return .text("00000000-0000-7000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits)
    case "kept":
      guard let value = kept[rest] else { throw ShapeError("nothing kept as \(rest)") }
      return value
    case "bytes": return .list(rest.utf8.map { .whole(Int64($0)) })
    case "phone":
      let platform = try Platform(json: .text(rest))
      let phone = Phone(platform: platform, exactOk: true, canPost: true, channelOn: true, batteryRestricted: false)
      return phone.json
    case "repeat":
      let words = rest.split(separator: " ", maxSplits: 1)
      guard words.count == 2, let times = Int(words[0]) else { throw ShapeError("@repeat TIMES TEXT") }
      return .text(String(repeating: String(words[1]), count: times))
    default: throw ShapeError("no short form \"@\(parts[0])\"")
    }
  }

  /// "2026-11-01T01:30:00-04:00" or with Z, to the second.
  static func stamp(_ text: String) throws -> Stamp {
    let formatter = ISO8601DateFormatter()
    guard let date = formatter.date(from: text) else { throw ShapeError("no instant: \(text)") }
    var offset: Int32 = 0
    if !text.hasSuffix("Z") {
      let zone = text.suffix(6)
      let parts = zone.dropFirst().split(separator: ":").compactMap { Int32($0) }
      guard parts.count == 2 else { throw ShapeError("no offset: \(text)") }
      offset = (parts[0] * 3_600 + parts[1] * 60) * (zone.first == "-" ? -1 : 1)
    }
    return Stamp(utcMs: date.milliseconds, offsetS: offset)
  }

  private static func find(_ pointer: String, in answer: JSON) throws -> JSON {
    try pointer.split(separator: "/").reduce(answer) { json, key in
      switch json {
      case .object(let fields): if let value = fields[String(key)] { return value }
      case .list(let list): if let index = Int(key), list.indices.contains(index) { return list[index] }
      default: break
      }
      throw ShapeError("nothing at \(pointer) in \(answer)")
    }
  }

  /// Whether `expected` is part of `found`: named fields only, lists by length and element, numbers as numbers.
  static func match(_ expected: JSON, _ found: JSON, _ place: String) throws {
    switch (expected, found) {
    case (.object(let wanted), .list(let list)) where wanted.keys.allSatisfy({ Int($0) != nil }):
      for (key, value) in wanted {
        let index = Int(key) ?? -1
        try match(value, list.indices.contains(index) ? list[index] : .null, "\(place)/\(key)")
      }
    case (.object(let wanted), .object(let fields)):
      for (key, value) in wanted { try match(value, fields[key] ?? .null, "\(place)/\(key)") }
    case (.list(let wanted), .list(let list)) where wanted.count == list.count:
      for (index, pair) in zip(wanted, list).enumerated() { try match(pair.0, pair.1, "\(place)/\(index)") }
    default:
      if expected != found { throw ShapeError("at \(place): expected \(expected), found \(found)") }
    }
  }
}
