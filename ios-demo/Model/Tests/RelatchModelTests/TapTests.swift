import Foundation
import RelatchKit
import Testing

@testable import RelatchModel

@MainActor @Suite struct TapTests {
  let clock = TestClock("2026-11-24T13:00:00Z", zone: "Europe/Paris")

  @Test func aTapIsOneCallAwayFromTheMainActor() async throws {
    let desk = desk(clock)
    let home = HomeModel(desk: desk)
    await home.appear()
    // Without a plan there is no reminder to tell of: the rules are off.
    try await desk.run { journal, _ in
      for rule in try journal.rules().rules { try journal.removeRule(id: rule.id) }
    }
    try await desk.replan()
    let calls = desk.calls
    await home.tap(0)
    #expect(desk.calls == calls + 1)
    await home.start(0)
    #expect(desk.calls == calls + 2)
    #expect(desk.callsOnMain == 0)
    #expect(home.screen.running.count == 1)
    #expect(home.screen.ring?.rays.count == 2)
    let id = try #require(home.screen.running.first?.id)
    let taps: [(String, () async -> Void)] = [
      ("other side", { await home.switchSide(id, toLeft: true) }), ("pause", { await home.pauseOrResume(id) }),
      ("go on", { await home.pauseOrResume(id) }), ("began earlier", { await home.beganEarlier(id, minutes: 5) }),
      ("finish", { await home.finish(id) }),
    ]
    for (name, tap) in taps {
      let before = desk.calls
      await tap()
      #expect(desk.calls == before + 1 && home.screen.problem == nil, "\(name)")
    }
    #expect(home.screen.running.isEmpty && desk.callsOnMain == 0)
  }

  @Test func undoBringsBackWhatWas() async {
    let home = HomeModel(desk: desk(clock))
    await home.appear()
    await home.tap(0)
    #expect(home.screen.ring?.rays.count == 1)
    await home.undo()
    #expect(home.screen.ring?.rays.isEmpty == true && home.screen.hero == "Ready when you are")
    await home.undo()
    #expect(home.screen.problem?.hasPrefix("This is no longer there.") == true)
  }

  @Test func theWidgetReadsASnapshotOfItsVersionOnly() async throws {
    let folder = try TestFolder()
    let desk = desk(clock, folder: folder)
    let home = HomeModel(desk: desk)
    await home.appear()
    await home.tap(0)
    let file = try #require(desk.widgetFile)
    let snapshot = try #require(WidgetSnapshot.read(from: file))
    #expect(snapshot.next == "16:30" && snapshot.today == "1 session" && snapshot.last == "last 14:00")
    let newer = try String(contentsOf: file, encoding: .utf8)
      .replacingOccurrences(of: "\"version\":2", with: "\"version\":3")
    try newer.write(to: file, atomically: true, encoding: .utf8)
    #expect(WidgetSnapshot.read(from: file) == nil)
  }

  @Test func aTickedSignStandsOnTopUntilAnswered() async throws {
    let desk = desk(clock)
    _ = try await desk.run { journal, now in
      try journal.log(new: NewEntry(id: newEntryId(), kind: .sign(sign: .chestPain)), now: now)
    }
    let home = HomeModel(desk: desk)
    await home.appear()
    let flag = try #require(home.screen.flags.first)
    #expect(flag.title == "Please call emergency services now." && flag.detail.hasPrefix("Logged: chest pain."))
    #expect(flag.call?.label == "Call the emergency number now: 999" && flag.call?.number.absoluteString == "tel:999")
    await home.answer(flag: flag.id)
    #expect(home.screen.flags.first?.isAnswered == true)
  }

  @Test func aFlagOffersWhoIsToBeCalled() async throws {
    let folder = try TestFolder()
    let desk = desk(clock, folder: folder, languages: ["fr"], locale: "fr_FR")
    try await desk.run { journal, now in
      try journal.setBaby(baby: Baby(name: "Mina", born: "2026-10-01"), now: now)
      _ = try journal.log(new: NewEntry(id: newEntryId(), kind: .sign(sign: .darkUrine)), now: now)
    }
    let (home, settings) = (HomeModel(desk: desk), SettingsModel(desk: desk))
    await home.appear()
    #expect(
      home.screen.flags.first?.call == nil && home.screen.flags.first?.emergency?.number.absoluteString == "tel:112")
    #expect(home.screen.flags.first?.emergencyTitle != nil)
    await settings.appear()
    settings.screen.provider.typed = "Ana Ruiz"
    for typed in ["soon", "12a", "+"] {
      settings.screen.providerNumber.typed = typed
      settings.saveContacts()
      #expect(settings.screen.providerNumber.problem != nil && settings.screen.providerNumber.typed == typed)
    }
    settings.screen.providerNumber.typed = "+33 6 12-34.56 78"
    settings.screen.emergency.typed = "15"
    settings.saveContacts()
    await home.appear()
    let flag = try #require(home.screen.flags.first)
    #expect(flag.call?.label == "Appeler Ana Ruiz" && flag.call?.number.absoluteString == "tel:+33612345678")
    #expect(flag.emergency?.number.absoluteString == "tel:15")
    // Kept for the next start.
    #expect(RelatchModelTests.desk(clock, folder: folder).preferences.provider == "Ana Ruiz")
  }

  @Test func anEarlierFileOfPreferencesIsRead() throws {
    let old = try JSONDecoder().decode(Preferences.self, from: Data(#"{"appLock":true}"#.utf8))
    #expect(old.appLock && !old.showsDetails && old.provider.isEmpty)
  }

  @Test func aLockThatCouldNotBeReadAtTheStartHoldsLater() async throws {
    let folder = try TestFolder()
    // What stands there cannot be read, as before the first unlock.
    let file = folder.url.appendingPathComponent("preferences.json")
    try FileManager.default.createDirectory(at: file, withIntermediateDirectories: false)
    let app = AppModel(desk: desk(clock, folder: folder))
    #expect(!app.lock.screen.isLocked)
    try FileManager.default.removeItem(at: file)
    var kept = Preferences()
    kept.appLock = true
    try kept.write(to: file)
    await app.activate()
    #expect(app.lock.screen.isLocked)
    await app.lock.open()
    await app.activate()
    #expect(!app.lock.screen.isLocked, "once known it is not asked again at every look")
  }

  @Test func deletedRowsComeBackByUndo() async {
    let desk = desk(clock)
    let diaper = EntryForm(desk: desk, kind: .diaper)
    await diaper.save()
    #expect(diaper.problem == "Wet, stool or both.")
    diaper.turn("wet", true)
    await diaper.save()
    let log = LogModel(desk: desk)
    await log.appear()
    #expect(log.screen.rows.map(\.detail) == ["wet"])
    await log.delete(log.screen.rows[0].id)
    #expect(log.screen.rows.isEmpty && log.screen.empty == "Nothing logged on this day yet")
    await log.undo()
    #expect(log.screen.rows.count == 1)
    await log.setAway(true)
    #expect(log.screen.isAway)
    await log.move(days: -1)
    #expect(log.screen.hasLater && log.screen.rows.isEmpty)
  }

  @Test func theFirstRunGivesWayToTheTabs() async {
    let app = AppModel(desk: desk(clock))
    #expect(!app.isFirstRun, "nothing is shown before it is known")
    await app.activate()
    #expect(app.isFirstRun && app.tabs == ["Home", "Log", "Trend", "Reminders", "More"])
    await app.firstRun.next()
    await app.firstRun.next()
    await app.firstRun.wantReminders()
    #expect(!app.isFirstRun && app.showsTrend)
    await app.settings.appear()
    await app.settings.setSimple(true)
    #expect(!app.showsTrend, "simple mode has no Trend")
    #expect(app.settings.isDark == nil)
    await app.settings.choose("appearance", "dark")
    #expect(app.settings.isDark == true)
    await app.home.tap(0)
    await app.log.appear()
    #expect(app.home.screen.figures.isEmpty && app.home.screen.milk.isEmpty && app.home.screen.undo?.amountFor == nil)
    #expect(app.log.screen.rows.map(\.amount) == [nil])
  }

  @Test func theBarGoesByItselfAndANewerOneStays() async throws {
    let home = HomeModel(desk: desk(clock))
    await home.appear()
    await home.tap(0)
    let first = try #require(home.screen.undo)
    clock.pass(minutes: 1)
    await home.tap(0)
    home.hide(first)
    #expect(home.screen.undo?.title == "Pump logged, 14:01")
    home.hide(try #require(home.screen.undo))
    #expect(home.screen.undo == nil)
  }

  @Test func whatWasJustLoggedTakesItsAmount() async throws {
    let desk = desk(clock)
    let home = HomeModel(desk: desk)
    await home.appear()
    await home.tap(0)
    #expect(home.screen.undo?.amountButton == "Amount")
    await home.openAmount()
    let form = try #require(home.form)
    #expect(form.isEdit && form.value("sides") == "both")
    form.choose("sides", "left")
    form["left"].typed = "8"
    form.choose("sides", "right")
    form["right"].typed = "11"
    await form.save()
    #expect(home.screen.milk == ["Own milk 19 ml measured"])
    let log = LogModel(desk: desk)
    await log.appear()
    #expect(log.screen.rows.map(\.detail) == ["left 8 ml, right 11 ml"] && log.screen.rows.map(\.amount) == ["19 ml"])
  }

  @Test func twoTapsOverOneAnotherAreAWord() async {
    let home = HomeModel(desk: desk(clock))
    await home.appear()
    await home.tap(0)
    await home.tap(0)
    #expect(home.screen.undo?.remarks == ["Another session was going on at the same time."])
    #expect(home.screen.ring?.rays.count == 2, "nothing was blocked")
  }
}
