import Foundation
import RelatchKit
import Testing

@testable import RelatchModel

/// What is seen of the app while it is not on the screen: widget, running session, Siri, lock.
@MainActor @Suite struct OutsideTests {
  let clock = TestClock("2026-11-24T13:00:00Z", zone: "Europe/Paris")

  @Test func theWidgetFollowsEveryChange() async throws {
    let folder = try TestFolder()
    let desk = desk(clock, folder: folder)
    let file = try #require(desk.widgetFile)
    let snapshot = { WidgetSnapshot.read(from: file) }
    let (home, log) = (HomeModel(desk: desk), LogModel(desk: desk))
    await home.appear()
    #expect(snapshot()?.today == "0 sessions" && snapshot()?.next == nil)
    await home.tap(0)
    #expect(snapshot()?.today == "1 session" && snapshot()?.next == "16:30")
    await home.undo()
    #expect(snapshot()?.today == "0 sessions" && snapshot()?.next == nil, "undo on Home")
    await home.tap(0)
    await log.appear()
    await log.delete(log.screen.rows[0].id)
    #expect(snapshot()?.today == "0 sessions", "delete in the log")
    await log.undo()
    #expect(snapshot()?.today == "1 session", "undo in the log")
    let reminders = RemindersModel(desk: desk)
    await reminders.appear()
    reminders.openRule("interval")
    reminders.rule?["every"].typed = "180"
    await reminders.rule?.save()
    #expect(snapshot()?.next == "17:00", "another interval")
    let form = EntryForm(desk: desk, kind: .pump)
    form.started = Date(milliseconds: clock.now().utcMs + 240_000)
    await form.save()
    #expect(snapshot()?.next == "17:04", "a form")
  }

  @Test func theWidgetShowsATimeAndNothingElseUntilAsked() async throws {
    let folder = try TestFolder()
    let desk = desk(clock, folder: folder)
    await HomeModel(desk: desk).appear()
    let file = try #require(desk.widgetFile)
    #expect(WidgetSnapshot.read(from: file)?.showsDetails == false)
    let settings = SettingsModel(desk: desk)
    await settings.appear()
    await settings.setDetails(true)
    #expect(settings.screen.showsDetails && WidgetSnapshot.read(from: file)?.showsDetails == true)
    // The journal is not in the folder that the widget reads by any name it knows.
    #expect(WidgetSnapshot.fileName == "widget.json")
  }

  @Test func aRunningSessionStandsOutsideWithNeutralWords() async throws {
    let (folder, activities) = (try TestFolder(), FakeActivities())
    let desk = desk(clock, folder: folder, activities: activities)
    let home = HomeModel(desk: desk)
    await home.appear()
    _ = await desk.startNursing(left: true)
    var shown = try #require(await activities.running.first)
    #expect(shown.title == "Session" && shown.since == "since 14:00" && shown.pauseButton == "Pause")
    #expect(shown.countsFrom.milliseconds == clock.now().utcMs && shown.standing == nil)
    clock.pass(minutes: 7)
    try await desk.pauseOrResume(session: shown.id)
    shown = try #require(await activities.running.first)
    #expect(shown.standing == "7:00" && shown.pauseButton == "Go on")
    clock.pass(minutes: 3)
    try await desk.pauseOrResume(session: shown.id)
    shown = try #require(await activities.running.first)
    #expect(shown.standing == nil && shown.countsFrom.milliseconds == clock.now().utcMs - 420_000)
    let settings = SettingsModel(desk: desk)
    await settings.appear()
    await settings.setDetails(true)
    #expect(await activities.running.first?.title == "nursing, left side", "asked for")
    try await desk.finish(session: shown.id)
    #expect(await activities.running.isEmpty)
    await home.appear()
    #expect(home.screen.running.isEmpty && home.screen.ring?.rays.map(\.minutes) == [7])
    // What the activity keeps can be written down by the system and read again.
    let data = try JSONEncoder().encode(shown)
    #expect(try JSONDecoder().decode(RunningActivity.self, from: data) == shown)
  }

  @Test func aForgottenSessionHasNoClockOutside() async throws {
    let activities = FakeActivities()
    let desk = desk(clock, activities: activities)
    let home = HomeModel(desk: desk)
    await home.appear()
    _ = await desk.startNursing(left: false)
    #expect(await activities.running.count == 1)
    clock.pass(minutes: 121)
    await home.appear()
    #expect(home.screen.running.first?.question == "Still going?")
    #expect(home.screen.running.first?.countsFrom == nil)
    #expect(await activities.running.isEmpty)
  }

  @Test func siriLogsInOneCallAndSaysWhat() async throws {
    let desk = desk(clock)
    try await desk.run { journal, _ in try journal.removeRule(id: "interval") }
    let calls = desk.calls
    #expect(await desk.logPump() == "Pump logged, 14:00")
    #expect(desk.calls == calls + 1)
    #expect(await desk.startNursing(left: true) == "nursing, left side")
    #expect(desk.calls == calls + 2 && desk.callsOnMain == 0)
    #expect(await desk.startNursing(left: true).hasPrefix("This does not fit what is stored."))
  }

  @Test func siriAsksWhichBaby() async throws {
    let desk = desk(clock)
    for name in ["Mina", "Noa"] {
      try await desk.run { journal, now in try journal.setBaby(baby: Baby(name: name), now: now) }
    }
    #expect(await desk.startNursing(left: true) == "Which baby?")
    // A tile knows whose it is.
    let home = HomeModel(desk: desk)
    await home.appear()
    let noa = try #require(home.screen.tiles.first { $0.title == "Noa: Nurse" })
    await home.tap(noa.id)
    await home.start(try #require(home.screen.tiles.first { $0.title == "Noa: Nurse" }).id)
    #expect(home.screen.problem == nil && home.screen.running.first?.title == "Noa: nursing")
    let log = LogModel(desk: desk)
    await log.appear()
    #expect(log.screen.rows.map(\.title) == ["Noa: Nursing"])
  }

  @Test func theLockAsksForTheOwnerOfThePhone() async throws {
    let (folder, owner) = (try TestFolder(), FakeOwner())
    var app = AppModel(desk: desk(clock, folder: folder, owner: owner))
    await app.activate()
    #expect(!app.lock.screen.isLocked)
    owner.answers = false
    await app.settings.setLock(true)
    #expect(!app.settings.screen.isLocked && owner.asked == 1, "the owner alone can turn it on")
    owner.answers = true
    await app.settings.setLock(true)
    #expect(app.settings.screen.isLocked)
    await app.leave()
    #expect(app.lock.screen.isLocked && app.lock.screen.button == "Open")
    owner.answers = false
    await app.lock.open()
    #expect(app.lock.screen.isLocked)
    // A new start begins locked.
    app = AppModel(desk: desk(clock, folder: folder, owner: owner))
    #expect(app.lock.screen.isLocked)
    owner.answers = true
    await app.lock.open()
    #expect(!app.lock.screen.isLocked)
    // A phone that lost its code locks nobody out.
    owner.hasCode = false
    await app.leave()
    #expect(!app.lock.screen.isLocked)
    await app.settings.setLock(false)
    await app.settings.setLock(true)
    #expect(app.settings.screen.problem == "This phone has no code yet. Set one in its settings first.")
  }

  @Test func theFileIsLetGoWhenTheAppLeaves() async throws {
    let folder = try TestFolder()
    let app = AppModel(desk: desk(clock, folder: folder))
    await app.activate()
    await app.home.tap(0)
    await app.leave()
    let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap {
      try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/" + $0)
    }
    #expect(!open.contains { $0.hasPrefix(folder.url.path) }, "no file of the journal is held while suspended")
    await app.refreshInBackground()
    await app.activate()
    #expect(app.home.screen.ring?.rays.count == 1)
  }
}
