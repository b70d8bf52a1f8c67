import Foundation
import RelatchKit
import Testing

@testable import RelatchModel

/// A whole day of a parent through the models: restart, 9 sessions over a clock change, a supplement, an edit, a snooze,
/// a reminder answered from the lock screen, a relaunch in the middle of a session.
@MainActor @Suite struct DayTests {
  static let variants: [(name: String, language: String, locale: String, unit: VolumeUnit, simple: Bool)] = [
    ("en-ml", "en-GB", "en_GB", .ml, false), ("en-oz", "en-US", "en_US", .oz, false),
    ("fr-ml", "fr-FR", "fr_FR", .ml, false), ("fr-oz", "fr-CA", "fr_CA", .oz, false),
    ("en-simple", "en-GB", "en_GB", .ml, true), ("fr-simple", "fr-FR", "fr_FR", .ml, true),
  ]

  @Test func aDayLooksAsWritten() async throws {
    let folder = try TestFolder()
    // New York puts its clock back in the coming night, at 2026-11-01T06:00:00Z.
    let clock = TestClock("2026-10-31T12:00:00Z", zone: "America/New_York")
    let centre = FakeCentre()
    var log = ""
    var desk = desk(clock, centre: centre, folder: folder)

    let first = FirstRunModel(desk: desk)
    first.restart = Date(milliseconds: clock.now().utcMs)
    first.breakDays.typed = "63"
    await first.next()
    first.baby.typed = "Mina"
    await first.next()
    await first.next()
    #expect(first.screen.isDone)

    var home = HomeModel(desk: desk)
    await home.appear()
    log += "== empty" + written(home.screen)

    // Sessions 1 to 3, one tap each.
    for _ in 1...3 {
      let calls = desk.calls
      await home.tap(0)
      #expect(home.screen.problem == nil)
      #expect(desk.calls - calls <= 2, "one call for the tap, one to acknowledge reminders")
      clock.pass(minutes: 150)
    }
    log += "\n== after three taps" + written(home.screen)

    // A supplement, and an amount for the session that was not measured.
    let supplement = EntryForm(desk: desk, kind: .supplement)
    supplement["volume"].typed = "60"
    await supplement.save()
    #expect(supplement.isSaved)
    let list = LogModel(desk: desk)
    await list.appear()
    let unmeasured = try #require(list.screen.rows.first { $0.title == "Pump" })
    await list.edit(unmeasured.id)
    let edit = try #require(list.form)
    edit["total"].typed = "12,5"
    #expect(edit.saveButton == "Save 12.5 ml")
    await edit.save()
    #expect(edit.isSaved && list.form == nil && list.screen.undo?.title == "Changed")

    // Session 4 runs: sides, pause, began earlier; the app is killed and started again in the middle of it.
    await home.appear()
    let nurse = try #require(home.screen.tiles.firstIndex { $0.canStart })
    await home.start(nurse)
    let running = try #require(home.screen.running.first?.id)
    await home.switchSide(running, toLeft: true)
    clock.pass(minutes: 8)
    await home.pauseOrResume(running)
    clock.pass(minutes: 3)
    await home.pauseOrResume(running)
    await home.switchSide(running, toLeft: false)
    await home.beganEarlier(running, minutes: 5)
    try await desk.pause()
    desk = RelatchModelTests.desk(clock, centre: centre, folder: folder)
    home = HomeModel(desk: desk)
    clock.pass(minutes: 4)
    await home.appear()
    log += "\n== running, after a relaunch" + written(home.screen)
    #expect(home.screen.running.first?.id == running)
    await home.finish(running)
    #expect(home.screen.running.isEmpty)

    // The reminder is put off once, then answered on the locked phone: sessions 5.
    clock.pass(minutes: 151)
    let due = try #require(await centre.pendingNotificationRequests().map(\.identifier).sorted().first)
    try await desk.answer(notification: due, action: "snooze:15m")
    clock.pass(minutes: 16)
    try await lockedDesk(clock, centre: centre, folder: folder).answer(notification: due, action: "log_now")
    #expect(try desk.queue?.waiting().count == 1)
    await home.appear()
    #expect(try desk.queue?.waiting().isEmpty == true)
    log += "\n== after the lock screen" + written(home.screen)

    // Sessions 6 to 9 through the night in which the clock goes back.
    for _ in 6...9 {
      clock.pass(minutes: 170)
      await home.tap(0)
    }
    let reminders = RemindersModel(desk: desk)
    await reminders.appear()
    reminders.openQuiet()
    let quiet = try #require(reminders.quiet)
    quiet.isOn.isOn = true
    quiet.to.typed = "02:30"
    await quiet.save()
    #expect(reminders.quiet == nil && reminders.screen.quiet.title == "Quiet hours 23:00–02:30")
    log += "\n== at the end" + written(home.screen)
    if let problem = try snapshotProblem("day", log) { Issue.record("\(problem)") }
    #expect(desk.callsOnMain == 0)

    let sessions = try await desk.run { journal, _ in
      try journal.entries(query: EntryQuery()).entries.filter(\.kind.isStimulation).count
    }
    #expect(sessions == 9)
    try await theMorningAfter(desk)
    try await snapshotsOfEveryScreen(folder, clock)
  }

  /// What is told once: the baby, a weight, the plan.
  private func theMorningAfter(_ desk: Desk) async throws {
    let (growth, journey) = (GrowthModel(desk: desk), JourneyModel(desk: desk))
    await growth.appear()
    growth.openBaby("Mina")
    let baby = try #require(growth.baby)
    baby.bornIsKnown.isOn = true
    baby.born = try #require(ISO8601DateFormatter().date(from: "2026-07-20T12:00:00Z"))
    baby.sex.value = "girl"
    baby.gestation.typed = "39"
    await baby.save()
    await growth.weigh()
    growth.form?["weight"].typed = "5900"
    growth.form?.started = Date(milliseconds: desk.clock().utcMs - 180_000)
    await growth.form?.save()
    #expect(growth.screen.cards.first?.points.count == 1)
    await journey.appear()
    journey.openAccount()
    journey.account?.goal.value = "half"
    await journey.account?.save()
    journey.openPlan()
    for (id, typed) in [("agreed_with", "Sophie Martin, IBCLC"), ("start", "540"), ("step", "30"), ("hold", "3")] {
      journey.plan?[id].typed = typed
    }
    await journey.plan?.save()
    #expect(journey.screen.offButton != nil && journey.account == nil)
  }

  private func snapshotsOfEveryScreen(_ folder: TestFolder, _ clock: TestClock) async throws {
    for variant in Self.variants {
      let desk = desk(clock, folder: folder, languages: [variant.language], locale: variant.locale)
      let settings = SettingsModel(desk: desk)
      await settings.appear()
      await settings.choose("volume", variant.unit == .oz ? "oz" : "ml")
      await settings.setSimple(variant.simple)
      let (home, log, trend) = (HomeModel(desk: desk), LogModel(desk: desk), TrendModel(desk: desk))
      let (reminders, journey) = (RemindersModel(desk: desk), JourneyModel(desk: desk))
      let (growth, cards) = (GrowthModel(desk: desk), CardsModel(desk: desk))
      await home.appear()
      await log.appear()
      await trend.appear()
      await reminders.appear()
      await journey.appear()
      await growth.appear()
      await cards.appear()
      var screens: [(String, Any)] = [
        ("home", home.screen), ("log", log.screen), ("trend", trend.screen), ("reminders", reminders.screen),
        ("journey", journey.screen), ("growth", growth.screen), ("data", DataModel(desk: desk).screen),
        ("settings", settings.screen), ("cards", cards.screen), ("lock", LockModel(desk: desk).screen),
      ]
      screens += try await moments(desk, home)
      screens += await firstRun(desk)
      if !variant.simple { screens += try await forms(desk, reminders, journey, growth) }
      let text = screens.map { "== \($0.0)" + written($0.1) }.joined(separator: "\n")
      for sentence in screens.flatMap({ texts(in: $0.1) }) {
        // A gap that nobody filled, or a key that has no sentence, would show as itself.
        #expect(!sentence.contains("{"), "\(sentence)")
        #expect(sentence.wholeMatch(of: /[a-z_]+(\.[a-z_0-9]+)+/) == nil, "\(sentence)")
      }
      if let problem = try snapshotProblem("screens-\(variant.name)", text) { Issue.record("\(problem)") }
      await settings.choose("volume", "ml")
      await settings.setSimple(false)
    }
  }

  /// Home just after a tap, and while a session runs; taken back at once.
  private func moments(_ desk: Desk, _ home: HomeModel) async throws -> [(String, Any)] {
    await home.tap(0)
    let tapped = try #require(home.screen.undo)
    await home.undo()
    _ = await desk.startNursing(left: true)
    await home.appear()
    let running = home.screen
    await home.discard(try #require(running.running.first?.id))
    #expect(home.screen.running.isEmpty)
    await home.openForm(kind: "sign")
    home.form?.choose("sign", "darkUrine")
    await home.form?.save()
    let flags = home.screen.flags
    await home.undo()
    #expect(home.screen.flags.isEmpty && flags.count == 1)
    let data = DataModel(desk: desk)
    let csv =
      "id,child_id,child_first_name,child_last_name,start,end,duration,amount,notes\n"
      + "1,1,Noa,K,2026-10-20 08:00:00,2026-10-20 08:20:00,0:20:00,22.0,\n1,1,Noa,K,later,,,,\n"
    await data.choose([(name: "pumping.csv", contents: Data(csv.utf8))])
    return [
      ("after a tap", tapped), ("running", running.running), ("red flag", flags),
      ("an import asks", data.screen.questions),
    ]
  }

  private func firstRun(_ desk: Desk) async -> [(String, Any)] {
    let first = FirstRunModel(desk: desk)
    let one = first.screen
    await first.next()
    let two = first.screen
    await first.next()
    return [("first run 1", one), ("first run 2", two), ("first run 3", first.screen)]
  }

  /// Each form as it opens: fields, choices, switches.
  private func forms(
    _ desk: Desk, _ reminders: RemindersModel, _ journey: JourneyModel, _ growth: GrowthModel
  ) async throws -> [(String, Any)] {
    var screens: [(String, Any)] = []
    for kind in FormKind.allCases {
      let form = EntryForm(desk: desk, kind: kind, purpose: .new, babies: ["Mina", "Noa"])
      for item in form.switches { form.turn(item.id, true) }
      let ruler = form.ruler.map { "\($0.lines.compactMap(\.label).joined(separator: " ")), \($0.spoken)" }
      screens.append(
        (
          "form \(kind.rawValue)",
          Opened(
            title: form.title, choices: form.shownChoices, fields: form.shown.map(\.label),
            switches: form.switches.map(\.label), ruler: ruler, steppers: form.ruler == nil ? [] : form.rulerLabels,
            tiles: form.shortcuts.map(\.label), times: [form.startedLabel, form.endedLabel],
            buttons: [form.saveButton, form.closeButton])
        ))
    }
    for kind in RuleForm.kinds {
      reminders.openRule(kind: kind)
      let rule = try #require(reminders.rule)
      screens.append(
        (
          "rule \(kind)",
          Opened(
            title: rule.title, choices: rule.choices, fields: rule.fields.map(\.label),
            switches: rule.days.map(\.label), buttons: [rule.saveButton, rule.closeButton])
        ))
    }
    reminders.openQuiet()
    let quiet = try #require(reminders.quiet)
    screens.append(
      (
        "quiet hours",
        Opened(
          title: quiet.title, choices: [quiet.policy], fields: [quiet.from.label, quiet.to.label],
          buttons: [quiet.saveButton, quiet.closeButton])
      ))
    journey.openAccount()
    let account = try #require(journey.account)
    screens.append(
      (
        "account",
        Opened(
          title: account.title, choices: [account.breakIn, account.goal], fields: account.fields.map(\.label),
          switches: [account.restartLabel], buttons: [account.saveButton, account.closeButton])
      ))
    journey.openPlan()
    let plan = try #require(journey.plan)
    screens.append(
      (
        "plan",
        Opened(
          title: plan.title, fields: plan.fields.map { $0.label + ": " + $0.typed },
          buttons: [plan.saveButton, plan.closeButton])
      ))
    growth.openBaby("Mina")
    let baby = try #require(growth.baby)
    screens.append(
      (
        "baby",
        Opened(
          title: baby.title, choices: [baby.sex], fields: [baby.name.label, baby.gestation.label],
          switches: [baby.bornLabel], buttons: [baby.saveButton, baby.closeButton])
      ))
    return screens
  }
}

/// A form as it opens.
private struct Opened {
  let title: String
  var choices: [Choice] = []
  var fields: [String] = []
  var switches: [String] = []
  var ruler: String?
  var steppers: [String] = []
  var tiles: [String] = []
  var times: [String] = []
  let buttons: [String]
}
