import Foundation
import RelatchKit

@testable import RelatchModel

/// A clock that tests set.
final class TestClock: @unchecked Sendable {
  private let lock = NSLock()
  private var ms: Int64
  private let zone: TimeZone

  init(_ text: String, zone: String) {
    ms = ISO8601DateFormatter().date(from: text)?.milliseconds ?? 0
    self.zone = TimeZone(identifier: zone) ?? .gmt
  }

  func now() -> Now {
    let at = lock.withLock { ms }
    return Now(
      at: Date(milliseconds: at), in: zone, clock: BootClock(monotonicMs: at - 1_700_000_000_000, bootId: "boot"))
  }

  func pass(minutes: Int) { lock.withLock { ms += Int64(minutes) * 60_000 } }
}

/// What a phone does with requests beyond the 64 it keeps; which of them it does is not documented.
enum Overflow: CaseIterable { case dropsFarthest, dropsNewest, dropsOldest }

/// A notification centre that keeps 64 requests.
actor FakeCentre: UserNotificationCentre {
  private var requests: [NotificationRequest] = []
  private(set) var delivered: [String] = []
  private(set) var buttons: [NotificationButton] = []
  private let overflow: Overflow
  private var refuses = false
  private(set) var authorized: Bool
  private let allows: Bool
  private(set) var settingsOpened = 0

  init(overflow: Overflow = .dropsFarthest, authorized: Bool = true, allows: Bool = true) {
    (self.overflow, self.authorized, self.allows) = (overflow, authorized, allows)
  }

  func refuse(_ refuses: Bool) { self.refuses = refuses }

  func add(_ request: NotificationRequest) throws {
    struct Refused: Error {}
    if refuses { throw Refused() }
    requests.removeAll { $0.identifier == request.identifier }
    requests.append(request)
    guard requests.count > 64 else { return }
    switch overflow {
    case .dropsNewest: requests.removeLast()
    case .dropsOldest: requests.removeFirst()
    case .dropsFarthest:
      let farthest = requests.max { key($0) < key($1) }
      requests.removeAll { $0.identifier == farthest?.identifier }
    }
  }

  private func key(_ request: NotificationRequest) -> Int {
    let at = request.components
    return [at.year, at.month, at.day, at.hour, at.minute, at.second].reduce(0) { $0 * 100 + ($1 ?? 0) }
  }

  func removePendingNotificationRequests(withIdentifiers identifiers: [String]) {
    requests.removeAll { identifiers.contains($0.identifier) }
  }
  func removeDeliveredNotifications(withIdentifiers identifiers: [String]) {
    delivered.removeAll { identifiers.contains($0) }
  }
  func pendingNotificationRequests() -> [NotificationRequest] { requests }
  func deliveredIdentifiers() -> [String] { delivered }
  func setButtons(_ buttons: [NotificationButton], category: String) { self.buttons = buttons }
  func isAuthorized() -> Bool { authorized }
  func requestAuthorization() -> Bool {
    authorized = authorized || allows
    return authorized
  }
  func openSettings() { settingsOpened += 1 }
}

/// What shows a running session, for looking into.
actor FakeActivities: SessionActivities {
  private(set) var running: [RunningActivity] = []
  func shown() -> [String] { running.map(\.id) }
  func show(_ activity: RunningActivity) {
    running.removeAll { $0.id == activity.id }
    running.append(activity)
  }
  func end(_ id: String) { running.removeAll { $0.id == id } }
}

/// The owner of a phone, who is there or not.
final class FakeOwner: DeviceOwner, @unchecked Sendable {
  var hasCode: Bool
  var answers: Bool
  private(set) var asked = 0
  init(hasCode: Bool = true, answers: Bool = true) { (self.hasCode, self.answers) = (hasCode, answers) }
  func canBeAsked() -> Bool { hasCode }
  func isThere(reason: String) async -> Bool {
    asked += 1
    return hasCode && answers
  }
}

/// A folder that is gone afterwards.
final class TestFolder {
  let url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
  init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(at: url) }
  var journal: String { url.appendingPathComponent("journal.db").path }
}

@MainActor func desk(
  _ clock: TestClock, centre: FakeCentre = FakeCentre(), folder: TestFolder? = nil, languages: [String] = ["en-GB"],
  locale: String = "en_GB", activities: FakeActivities = FakeActivities(), owner: FakeOwner = FakeOwner()
) -> Desk {
  let store =
    folder.map { JournalStore(path: $0.journal) }
    ?? JournalStore()
  return Desk(
    store: store, notifications: centre, activities: activities, owner: owner,
    queue: folder.map { LockedQueue(folder: $0.url.appendingPathComponent("queue")) },
    widgetFile: folder?.url.appendingPathComponent(WidgetSnapshot.fileName),
    preferencesFile: folder?.url.appendingPathComponent("preferences.json"), languages: languages,
    locale: Locale(identifier: locale), clock: { clock.now() })
}

/// The app as the system wakes it before the first unlock: its journal cannot be opened, its queue can be written.
@MainActor func lockedDesk(_ clock: TestClock, centre: FakeCentre, folder: TestFolder) -> Desk {
  Desk(
    store: JournalStore(path: folder.url.appendingPathComponent("locked/journal.db").path), notifications: centre,
    owner: FakeOwner(), queue: LockedQueue(folder: folder.url.appendingPathComponent("queue")), widgetFile: nil,
    languages: ["en-GB"], locale: Locale(identifier: "en_GB"), clock: { clock.now() })
}

/// A state as text: what is small on one line, what is large on more.
func written(_ value: Any, _ depth: Int = 0) -> String {
  let short = inline(value)
  if value is URL || value is Date { return short }
  if depth > 0, short.count + 2 * depth <= 180 { return short }
  let mirror = Mirror(reflecting: value)
  let indent = String(repeating: "  ", count: depth)
  if mirror.displayStyle == .optional, let some = mirror.children.first { return written(some.value, depth) }
  guard !mirror.children.isEmpty, mirror.displayStyle != .enum else { return short }
  if mirror.displayStyle == .collection {
    return mirror.children.map { "\n\(indent)- " + written($0.value, depth + 1) }.joined()
  }
  return mirror.children.map { "\n\(indent)\($0.label ?? ""): " + written($0.value, depth + 1) }.joined()
}

private func inline(_ value: Any) -> String {
  if let url = value as? URL { return url.absoluteString }
  if let date = value as? Date { return date.ISO8601Format() }
  let mirror = Mirror(reflecting: value)
  if mirror.displayStyle == .optional { return mirror.children.first.map { inline($0.value) } ?? "–" }
  if value is any StringProtocol || value is any Numeric || value is Bool || mirror.displayStyle == .enum {
    return "\(value)"
  }
  if mirror.displayStyle == .collection {
    return "[" + mirror.children.map { inline($0.value) }.joined(separator: " | ") + "]"
  }
  return "(" + mirror.children.map { "\($0.label ?? "") " + inline($0.value) }.joined(separator: ", ") + ")"
}

/// Every text in a state but the names of things.
func texts(in value: Any) -> [String] {
  if let text = value as? String { return [text] }
  return Mirror(reflecting: value).children.flatMap { child in child.label == "id" ? [] : texts(in: child.value) }
}

/// Compares with the stored text, and says where it differs; a text that is not there yet is written and fails once.
func snapshotProblem(_ name: String, _ text: String) throws -> String? {
  var ids: [String: String] = [:]
  var stable = ""
  var rest = text[...]
  while let match = rest.firstMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/) {
    let id = String(match.output)
    ids[id] = ids[id] ?? "entry-\(ids.count + 1)"
    stable += rest[..<match.range.lowerBound] + (ids[id] ?? "")
    rest = rest[match.range.upperBound...]
  }
  stable += rest
  let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Snapshots/\(name).txt")
  guard let known = try? String(contentsOf: file, encoding: .utf8) else {
    try stable.write(to: file, atomically: true, encoding: .utf8)
    return "\(name).txt was not there; it is now: read it"
  }
  if known == stable { return nil }
  let (old, new) = (known.split(separator: "\n"), stable.split(separator: "\n"))
  let line = zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }
  return "\(name).txt line \(line?.offset ?? min(old.count, new.count)): \(line.map { "\($0.element)" } ?? "length")"
}
