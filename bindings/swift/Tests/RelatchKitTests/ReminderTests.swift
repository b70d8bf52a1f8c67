import Foundation
import RelatchKit
import Testing

@Suite struct ReminderTests {
  let phone = Phone(platform: .ios, exactOk: true, canPost: true, channelOn: true, batteryRestricted: false)

  @Test func remindersAreAppliedOnce() async throws {
    let store = JournalStore()
    let now = Now.current()
    _ = try await store.run {
      try $0.log(
        new: NewEntry(id: UUID().uuidString.lowercased(), kind: .nursing(nursing: Nursing())), now: now)
    }
    let centre = Fake()
    let sync = ReminderSync(store: store, centre: centre)
    let plan = try await sync.refresh(phone: phone, now: now)
    #expect(await Set(centre.items.keys) == Set(plan.items.map(\.id)))
    let changes = await centre.changes
    #expect(changes == plan.items.count)
    try await sync.refresh(phone: phone, now: now)
    #expect(await centre.changes == changes)
  }

  @Test func whatTheSystemRefusesIsTriedAgain() async throws {
    let store = JournalStore()
    let now = Now.current()
    _ = try await store.run {
      try $0.log(
        new: NewEntry(id: UUID().uuidString.lowercased(), kind: .nursing(nursing: Nursing())), now: now)
    }
    let centre = Fake(refuses: true)
    let sync = ReminderSync(store: store, centre: centre)
    try await sync.refresh(phone: phone, now: now)
    #expect(await centre.items.isEmpty)
    await centre.accept()
    let plan = try await sync.refresh(phone: phone, now: now)
    #expect(await centre.items.count == plan.items.count)
  }

  @Test func removalsComeBeforeAdditions() {
    let handle = ReminderHandle(id: "v1:old", requestCode: 1)
    let change = ReminderChange(add: [], replace: [], cancel: [handle], clear: [handle], kept: 0, horizonMs: nil)
    #expect(change.operations == [.cancel(handle), .clear(handle)])
    #expect(change.operations[0].acknowledged(true).state == .gone)
  }
}

private actor Fake: NotificationCentre {
  private(set) var items: [String: ReminderItem] = [:]
  private(set) var changes = 0
  private var refuses: Bool

  init(refuses: Bool = false) { self.refuses = refuses }

  func accept() { refuses = false }

  func observed() -> Observed {
    Observed(pending: items.values.map { ObservedReminder(id: $0.id, atMs: $0.atMs) }, delivered: [])
  }

  func apply(_ operation: ReminderOperation) throws {
    struct Refused: Error {}
    if refuses { throw Refused() }
    changes += 1
    switch operation {
    case .set(let item): items[item.id] = item
    case .cancel(let handle): items[handle.id] = nil
    case .clear: break
    }
  }
}
