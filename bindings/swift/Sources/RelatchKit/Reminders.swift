import Foundation
import Relatch

/// One thing to do in the phone's notification centre.
public enum ReminderOperation: Sendable, Equatable {
  /// Put a notification there, in place of the one with the same id if there is one.
  case set(ReminderItem)
  /// Take a notification away that waits to be shown; an unknown id is no error.
  case cancel(ReminderHandle)
  /// Take a notification off the screen; an unknown id is no error.
  case clear(ReminderHandle)

  /// What the journal wants to hear after the system took this in, or refused it.
  ///
  /// - Parameter done: Whether the system took it in; what was refused is tried again with the next plan.
  public func acknowledged(_ done: Bool) -> ReminderAck {
    switch self {
    case .set(let item):
      ReminderAck(
        id: item.id, requestCode: item.requestCode, atMs: item.atMs, fingerprint: item.fingerprint,
        state: done ? .set : .failed)
    case .cancel(let handle), .clear(let handle):
      ReminderAck(
        id: handle.id, requestCode: handle.requestCode, atMs: 0, fingerprint: 0, state: done ? .gone : .failed)
    }
  }
}

extension ReminderChange {
  /// What to do, in the order in which to do it: removals first, as a phone holds only so many; then the nearest.
  public var operations: [ReminderOperation] {
    let set = (add + replace).sorted { ($0.atMs, $0.id) < ($1.atMs, $1.id) }
    return cancel.map(ReminderOperation.cancel) + clear.map(ReminderOperation.clear) + set.map(ReminderOperation.set)
  }
}

/// What a phone's notification centre must be able to do; the app gives `UNUserNotificationCenter` this shape.
public protocol NotificationCentre: Sendable {
  /// What waits to be shown, and what is on the screen.
  func observed() async -> Observed
  /// Carries out one operation; throws when the system refuses it.
  func apply(_ operation: ReminderOperation) async throws
}

/// Brings the phone's notifications in line with the plan: what is there goes in, the least changes come out.
public struct ReminderSync<Centre: NotificationCentre>: Sendable {
  private let store: JournalStore
  private let centre: Centre

  /// Joins a journal and a notification centre.
  ///
  /// - Parameters:
  ///   - store: The journal.
  ///   - centre: The phone's notification centre.
  public init(store: JournalStore, centre: Centre) {
    self.store = store
    self.centre = centre
  }

  /// Plans, applies, and tells the journal what the system did.
  ///
  /// Call it after every change and when the app comes to the front. Doing it twice changes nothing. What the system
  /// refuses is no error here: the journal remembers it and tries again with the next plan.
  ///
  /// - Parameters:
  ///   - phone: What this phone allows.
  ///   - now: The present; by default the device's own.
  /// - Returns: The plan that now holds.
  @discardableResult
  public func refresh(phone: Phone, now: Now = .current()) async throws -> ReminderPlan {
    let observed = await centre.observed()
    let plan = try await store.run {
      try $0.planReminders(phone: phone, observed: observed, days: nil, now: now)
    }
    var acks: [ReminderAck] = []
    for operation in plan.change.operations {
      let done: Bool
      do {
        try await centre.apply(operation)
        done = true
      } catch {
        done = false
      }
      acks.append(operation.acknowledged(done))
    }
    let answers = acks
    try await store.run { try $0.acknowledge(phone: phone, acks: answers, now: now) }
    return plan
  }
}
