import Foundation
import RelatchKit
import Testing

@testable import RelatchModel

@MainActor @Suite struct NotificationTests {
  let clock = TestClock("2026-11-24T13:00:00Z", zone: "Europe/Paris")

  @Test(arguments: Overflow.allCases) func thePlanFitsWhateverThePhoneDrops(_ overflow: Overflow) async throws {
    let centre = FakeCentre(overflow: overflow)
    // Ten requests that another version left behind.
    for number in 0..<10 {
      var at = DateComponents(year: 2026, month: 11, day: 25 + number % 5, hour: 3)
      at.timeZone = .gmt
      try await centre.add(
        NotificationRequest(identifier: "old-\(number)", body: "", silent: true, category: "", components: at))
    }
    let desk = desk(clock, centre: centre)
    await HomeModel(desk: desk).appear()
    let home = HomeModel(desk: desk)
    await home.appear()
    await home.tap(0)
    // Many rules, so that the plan takes every place it has.
    for hour in 0..<8 {
      _ = try await desk.run { journal, now in
        try journal.setRule(
          rule: ReminderRule(
            kind: .times(times: ["0\(hour):10", "1\(hour):20", "0\(hour):40"], weekdays: []), nagMs: 1_200_000),
          now: now)
      }
    }
    let plan = try await desk.replan()
    #expect(plan.items.count == 54)
    let held = await centre.pendingNotificationRequests().map(\.identifier)
    #expect(held.count == 64)
    #expect(Set(plan.items.map(\.id)).isSubset(of: Set(held)))
    // Doing it again changes nothing.
    let again = try await desk.replan()
    #expect(again.change.add.isEmpty && again.change.replace.isEmpty && again.change.cancel.isEmpty)
  }

  @Test func sessionsKeepTheirInstantAndClockRulesTheirLocalTime() async throws {
    let centre = FakeCentre()
    let desk = desk(clock, centre: centre)
    let home = HomeModel(desk: desk)
    await home.appear()
    await home.tap(0)
    _ = try await desk.run { journal, now in
      try journal.setRule(rule: ReminderRule(kind: .times(times: ["08:00"], weekdays: [])), now: now)
    }
    let plan = try await desk.replan()
    let requests = await centre.pendingNotificationRequests()
    for item in plan.items {
      let request = try #require(requests.first { $0.identifier == item.id })
      #expect(desk.adapter.instant(request.components) == item.atMs)
      switch item.trigger {
      case .absolute: #expect(request.components.timeZone == .gmt)
      case .wallClock: #expect(request.components.timeZone == nil && request.components.minute == 0)
      }
      // Neutral words: no milk, no breast, no amount.
      #expect(request.body.firstMatch(of: /(?i)milk|pump|nurs|breast|ml/) == nil, "\(request.body)")
    }
    #expect(requests.contains { $0.components.timeZone == nil && $0.components.hour == 8 })
  }

  @Test func whatThePhoneRefusesIsToldAndTriedAgain() async throws {
    let centre = FakeCentre()
    let desk = desk(clock, centre: centre)
    let home = HomeModel(desk: desk)
    await home.appear()
    await centre.refuse(true)
    await home.tap(0)
    #expect(home.screen.problem == nil, "the tap is logged all the same")
    let reminders = RemindersModel(desk: desk)
    await reminders.appear()
    #expect(reminders.screen.health.contains { $0.id == "health.refused" })
    await centre.refuse(false)
    await reminders.appear()
    #expect(reminders.screen.health.map(\.id) == ["health.well"])
  }

  @Test func withoutPermissionHealthSaysSoAndAsks() async throws {
    let centre = FakeCentre(authorized: false)
    let reminders = RemindersModel(desk: desk(clock, centre: centre))
    await reminders.appear()
    #expect(!reminders.screen.canPost && reminders.screen.health.first?.id == "health.notifications_off")
    await reminders.allow()
    #expect(reminders.screen.canPost)
    #expect(await centre.buttons.map(\.identifier) == ["log_now", "snooze:15m", "skip"])
  }

  @Test func anAnswerOnTheLockedPhoneCountsOnce() async throws {
    let folder = try TestFolder()
    let centre = FakeCentre()
    let desk = desk(clock, centre: centre, folder: folder)
    let home = HomeModel(desk: desk)
    await home.appear()
    await home.tap(0)
    clock.pass(minutes: 155)
    let due = try #require(await centre.pendingNotificationRequests().map(\.identifier).sorted().first)
    let locked = lockedDesk(clock, centre: centre, folder: folder)
    try await locked.answer(notification: due, action: "log_now")
    try await locked.answer(notification: due, action: "log_now")
    let waiting = try #require(try desk.queue?.waiting())
    #expect(waiting.count == 2)
    let keys = try waiting.map { one in
      let object = try JSONSerialization.jsonObject(with: Data(one.line.utf8)) as? [String: Any]
      return Set(object?.keys.map { $0 } ?? [])
    }
    #expect(keys.allSatisfy { $0 == ["v", "notification", "action", "at_ms", "offset_s"] })
    #expect(try await desk.mergeQueue() == 1)
    #expect(try desk.queue?.waiting().isEmpty == true)
    #expect(WidgetSnapshot.read(from: try #require(desk.widgetFile))?.today == "2 sessions", "a merge is seen outside")
  }

  @Test func openingTheAppFromANotificationAnswersNothing() async throws {
    let folder = try TestFolder()
    let desk = desk(clock, folder: folder)
    let home = HomeModel(desk: desk)
    await home.appear()
    await home.tap(0)
    let calls = desk.calls
    for action in ["com.apple.UNNotificationDefaultActionIdentifier", "snooze:soon", ""] {
      try await desk.answer(notification: "v1:interval", action: action)
    }
    #expect(desk.calls == calls)
    #expect(try desk.queue?.waiting().isEmpty == true)
  }

  @Test func aNoLeadsToTheSystemsSettings() async throws {
    let centre = FakeCentre(authorized: false, allows: false)
    let reminders = RemindersModel(desk: desk(clock, centre: centre))
    await reminders.appear()
    #expect(reminders.screen.settingsButton == nil)
    await reminders.allow()
    #expect(!reminders.screen.canPost && reminders.screen.settingsButton == "Open settings")
    await reminders.openSettings()
    #expect(await centre.settingsOpened == 1)
  }

  @Test func whatThePhoneLostSilentlyIsSetAgain() async throws {
    let centre = FakeCentre()
    let desk = desk(clock, centre: centre)
    let home = HomeModel(desk: desk)
    await home.appear()
    await home.tap(0)
    let plan = try await desk.replan()
    let lost = Set(plan.items.prefix(3).map(\.id))
    await centre.removePendingNotificationRequests(withIdentifiers: Array(lost))
    let again = try await desk.replan()
    #expect(Set(again.change.operations.compactMap { if case .set(let item) = $0 { item.id } else { nil } }) == lost)
    #expect(Set(await centre.pendingNotificationRequests().map(\.identifier)).isSuperset(of: lost))
  }

  @Test(arguments: ["foreground", "time change", "background", "answer", "after every change"])
  func everyOccasionPlansAnew(_ occasion: String) async throws {
    let centre = FakeCentre()
    let app = AppModel(desk: desk(clock, centre: centre))
    await app.activate()
    await app.home.tap(0)
    let planned = await centre.pendingNotificationRequests()
    #expect(!planned.isEmpty)
    // Two days later the phone holds nothing that is still to come.
    await centre.removePendingNotificationRequests(withIdentifiers: planned.map(\.identifier))
    clock.pass(minutes: 2 * 1_440)
    switch occasion {
    case "foreground", "time change": await app.activate()
    case "background": await app.refreshInBackground()
    case "answer": await app.answer(notification: planned[0].identifier, action: "log_now")
    default: await app.home.tap(0)
    }
    let now = clock.now()
    let held = await centre.pendingNotificationRequests()
    #expect(!held.isEmpty)
    let adapter = app.desk.adapter
    #expect(held.allSatisfy { (adapter.instant($0.components) ?? 0) > now.utcMs }, "nothing that has passed")
  }

  @Test func theQueueStaysUntilTheJournalHasIt() async throws {
    let (folder, centre) = (try TestFolder(), FakeCentre())
    let desk = desk(clock, centre: centre, folder: folder)
    let home = HomeModel(desk: desk)
    await home.appear()
    await home.tap(0)
    clock.pass(minutes: 155)
    let due = try #require(await centre.pendingNotificationRequests().map(\.identifier).sorted().first)
    let locked = lockedDesk(clock, centre: centre, folder: folder)
    try await locked.answer(notification: due, action: "log_now")
    let early = HomeModel(desk: locked)
    await early.appear()
    #expect(early.screen.problem?.hasPrefix("The file could not be read or written.") == true)
    #expect(try desk.queue?.waiting().count == 1, "a merge that failed lost nothing")
    // A line of another program, or one half written, is dropped without stopping the others.
    let stray = folder.url.appendingPathComponent("queue/0-stray.json")
    try Data("{\"v\":9".utf8).write(to: stray)
    clock.pass(minutes: 20)
    await home.appear()
    #expect(try desk.queue?.waiting().isEmpty == true && home.screen.ring?.rays.count == 2)
    #expect(home.screen.hero == "20 min", "it counts from when it was answered")
  }
}
