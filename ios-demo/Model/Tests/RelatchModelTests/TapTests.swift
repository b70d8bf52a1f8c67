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
      try journal.log(new: NewEntry(id: newId(), kind: .sign(sign: .chestPain)), now: now)
    }
    let home = HomeModel(desk: desk)
    await home.appear()
    let flag = try #require(home.screen.flags.first)
    #expect(flag.title == "Please call emergency services now." && flag.detail.hasPrefix("Logged: chest pain."))
    await home.answer(flag: flag.id)
    #expect(home.screen.flags.first?.isAnswered == true)
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
}
