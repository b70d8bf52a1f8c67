import Foundation
internal import RelatchKit

/// A request as `UNNotificationRequest` has it.
public struct NotificationRequest: Sendable, Equatable {
  /// Stable name; adding one of the same name replaces it.
  public var identifier: String
  /// Neutral words that may stand on a lock screen.
  public var body: String
  /// Comes without sound.
  public var silent: Bool
  /// Names the actions below it.
  public var category: String
  /// When: in a fixed UTC zone, or without a zone for a time by the wall clock.
  public var components: DateComponents

  /// A request.
  public init(identifier: String, body: String, silent: Bool, category: String, components: DateComponents) {
    (self.identifier, self.body, self.silent) = (identifier, body, silent)
    (self.category, self.components) = (category, components)
  }
}

/// A button below a notification, as `UNNotificationAction` has it.
public struct NotificationButton: Sendable, Equatable {
  /// What the answer is called: "log_now", "snooze:15m", "skip".
  public let identifier: String
  /// Its words.
  public let title: String
}

/// The part of `UNUserNotificationCenter` that is needed, method by method.
public protocol UserNotificationCentre: Sendable {
  /// Adds or replaces a request; throws when the system refuses it.
  func add(_ request: NotificationRequest) async throws
  /// Takes away requests that wait to be shown.
  func removePendingNotificationRequests(withIdentifiers identifiers: [String]) async
  /// Takes notifications off the screen.
  func removeDeliveredNotifications(withIdentifiers identifiers: [String]) async
  /// What waits to be shown.
  func pendingNotificationRequests() async -> [NotificationRequest]
  /// Names of what is on the screen.
  func deliveredIdentifiers() async -> [String]
  /// The buttons of the one category.
  func setButtons(_ buttons: [NotificationButton], category: String) async
  /// Whether the person allows notifications.
  func isAuthorized() async -> Bool
  /// Asks the person.
  func requestAuthorization() async -> Bool
  /// Opens the system's settings of this app.
  func openSettings() async
}

/// Joins the core's plan and the phone: operations become requests, requests become observations.
struct NotificationAdapter: NotificationCentre {
  let centre: any UserNotificationCentre
  let format: Format
  let now: Now

  static let category = "relatch.session"
  /// iOS keeps so many requests of one app, and drops some of what is beyond.
  static let systemLimit = 64

  func observed() async -> Observed {
    let pending = await centre.pendingNotificationRequests()
    return Observed(
      pending: pending.map { ObservedReminder(id: $0.identifier, atMs: instant($0.components)) },
      delivered: await centre.deliveredIdentifiers())
  }

  func apply(_ operation: ReminderOperation) async throws {
    switch operation {
    case .set(let item): try await centre.add(request(item))
    case .cancel(let handle): await centre.removePendingNotificationRequests(withIdentifiers: [handle.id])
    case .clear(let handle): await centre.removeDeliveredNotifications(withIdentifiers: [handle.id])
    }
  }

  func request(_ item: ReminderItem) -> NotificationRequest {
    let isDue = item.stage == .due || item.stage == .nag || item.stage == .snooze
    return NotificationRequest(
      identifier: item.id, body: format.text(item.textKey), silent: item.silent,
      category: isDue ? Self.category : "", components: components(item))
  }

  private func components(_ item: ReminderItem) -> DateComponents {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let fields: Set<Calendar.Component> = [.year, .month, .day, .hour, .minute, .second]
    switch item.trigger {
    case .absolute:
      var components = calendar.dateComponents(fields, from: Date(milliseconds: item.atMs))
      components.timeZone = .gmt
      return components
    case .wallClock(let local):
      let ms = Int64(dayNumber(local.date)) * 86_400_000 + Int64(local.msOfDay)
      return calendar.dateComponents(fields, from: Date(milliseconds: ms))
    }
  }

  /// When a request will come; wall-clock ones are read in the phone's zone.
  func instant(_ components: DateComponents) -> Int64? {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = components.timeZone ?? TimeZone(identifier: now.zone) ?? .gmt
    return calendar.date(from: components)?.milliseconds
  }

  /// What this phone allows; requests that are not ours take places away from the plan.
  func phone() async -> Phone {
    let strangers = await centre.pendingNotificationRequests().filter { !$0.identifier.hasPrefix("v1:") }.count
    let places = min(60, max(3, Self.systemLimit - strangers))
    return Phone(
      platform: .ios, exactOk: true, canPost: await centre.isAuthorized(), channelOn: true, batteryRestricted: false,
      maxPending: Int32(places), packageUpdatedMs: nil, alarmsLost: false)
  }

  func setButtons() async {
    let buttons = [
      NotificationButton(identifier: "log_now", title: format.text("reminder.action.log_now")),
      NotificationButton(identifier: "snooze:15m", title: format.text("reminder.action.snooze", ["minutes": "15"])),
      NotificationButton(identifier: "skip", title: format.text("reminder.action.skip")),
    ]
    await centre.setButtons(buttons, category: Self.category)
  }
}

extension Desk {
  var adapter: NotificationAdapter { NotificationAdapter(centre: notifications, format: format, now: clock()) }

  /// Plans anew and brings the phone in line: when the app comes to the front, at a significant change of time, in the
  /// background, after an answer and after every change of rules.
  @discardableResult
  func replan() async throws -> ReminderPlan {
    let adapter = adapter
    calls += 2
    let plan = try await ReminderSync(store: store, centre: adapter).refresh(phone: await adapter.phone(), now: clock())
    try await follow()
    return plan
  }

  /// Carries out what a tap changed, and tells the journal of each operation whether the system took it in.
  func apply(_ change: ReminderChange) async throws {
    let adapter = adapter
    var acks: [ReminderAck] = []
    for operation in change.operations {
      do {
        try await adapter.apply(operation)
        acks.append(operation.acknowledged(true))
      } catch {
        acks.append(operation.acknowledged(false))
      }
    }
    guard !acks.isEmpty else { return }
    let phone = await adapter.phone()
    let answers = acks
    try await run { journal, now in try journal.acknowledge(phone: phone, acks: answers, now: now) }
  }

  /// An answer to a notification, in one call. While the journal cannot be opened, as before the first unlock, it is
  /// queued: it is never lost and never taken twice.
  ///
  /// - Parameters:
  ///   - notification: Name of the request.
  ///   - action: "log_now", "snooze:15m" or "skip"; any other, such as a tap that opens the app, answers nothing.
  public func answer(notification: String, action: String) async throws {
    let now = clock()
    let chosen: ReminderAction
    switch action {
    case "log_now": chosen = .logNow
    case "skip": chosen = .skip
    default:
      guard action.hasPrefix("snooze:"), let minutes = Int32(action.dropFirst("snooze:".count).dropLast()) else {
        return
      }
      chosen = .snooze(minutes: minutes)
    }
    do {
      let outcome = try await run { journal, now in
        try journal.act(notification: notification, action: chosen, now: now)
      }
      try await apply(outcome.reminders)
      try await follow()
    } catch let error as JournalError {
      switch error {
      // The journal was open and said no: asking again would change nothing.
      case .Invalid, .NotFound, .Conflict: throw error
      default: try queue?.add(notification: notification, action: action, atMs: now.utcMs, offsetS: now.offsetS)
      }
    }
  }

  /// Takes in what was queued before the first unlock; the files go once the journal has it.
  @discardableResult
  func mergeQueue() async throws -> Int {
    guard let queue else { return 0 }
    let waiting = try queue.waiting()
    guard !waiting.isEmpty else { return 0 }
    let lines = waiting.map(\.line)
    let outcome = try await run { journal, now in try journal.mergeQueued(lines: lines, now: now) }
    try queue.remove(waiting)
    try await apply(outcome.reminders)
    try await follow()
    return Int(outcome.taken)
  }
}
