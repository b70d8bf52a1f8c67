import Foundation
import RelatchKit
import Testing

@testable import RelatchModel

/// What was typed wrong shows the field's error and stays.
@MainActor @Suite struct FormTests {
  let clock = TestClock("2026-11-24T13:00:00Z", zone: "Europe/Paris")

  @Test func aCommaIsAPoint() async throws {
    let desk = desk(clock, languages: ["fr"], locale: "fr_FR")
    let form = EntryForm(desk: desk, kind: .pump)
    form["total"].typed = "12,5"
    await form.save()
    #expect(form.isSaved)
    let log = LogModel(desk: desk)
    await log.appear()
    #expect(log.screen.rows.first?.amount == "12,5 ml")
  }

  @Test(arguments: ["abc", "-3", "5000", "1,2,3", "½"]) func anAmountThatIsNoneStays(_ typed: String) async {
    let form = EntryForm(desk: desk(clock), kind: .pump)
    form["total"].typed = typed
    await form.save()
    #expect(!form.isSaved)
    #expect(form["total"].typed == typed)
    #expect(form["total"].problem == "An amount lies between 0 and 1000 ml.")
  }

  @Test func anEndBeforeTheStartIsRefused() async {
    let form = EntryForm(desk: desk(clock), kind: .pump)
    form.turn("ended", true)
    form.ended = form.started.addingTimeInterval(-60)
    await form.save()
    #expect(!form.isSaved)
    #expect(form.timeProblem == "The end lies after the start.")
  }

  @Test func minutesBeyondTheLimitAreRefused() async {
    let form = EntryForm(desk: desk(clock), kind: .hand)
    form["minutes"].typed = "241"
    await form.save()
    #expect(form["minutes"].problem == "A session lasts up to 240 minutes.")
    #expect(form["minutes"].typed == "241")
    form["minutes"].typed = "20"
    await form.save()
    #expect(form.isSaved && form["minutes"].problem == nil)
  }

  @Test func zeroDropsAndNotMeasuredAreThreeFacts() async {
    let desk = desk(clock)
    for tile in 0...2 {
      clock.pass(minutes: 1)
      await EntryForm(desk: desk, kind: .pump).save(tile: tile)
    }
    let log = LogModel(desk: desk)
    await log.appear()
    #expect(log.screen.rows.map(\.amount) == ["not measured", "drops", "0 ml"])
  }

  @Test func aWeightWithoutANumberIsRefused() async {
    let form = EntryForm(desk: desk(clock), kind: .weight)
    await form.save()
    #expect(form["weight"].problem == "A weight lies between 300 g and 30 kg.")
  }

  @Test func aWrongFileIsRefusedAndNothingComesIn() async {
    let data = DataModel(desk: desk(clock))
    await data.choose([(name: "photo.csv", contents: Data([0xff, 0xd8, 0xff, 0x00]))])
    #expect(data.screen.problem == "No row of this file can be read.")
    #expect(!data.screen.canImport)
  }

  @Test func anImportAsksFirst() async throws {
    let desk = desk(clock)
    let data = DataModel(desk: desk)
    let csv =
      "id,child_id,child_first_name,child_last_name,start,end,duration,amount,notes\n"
      + "1,1,Mina,K,2026-11-20 08:00:00,2026-11-20 08:20:00,0:20:00,22.0,\n"
    await data.choose([(name: "pumping.csv", contents: Data(csv.utf8))])
    #expect(data.screen.questions.map(\.id).contains("zone"))
    #expect(!data.screen.canImport)
    await data.answer("zone", "Nowhere/Else")
    #expect(data.screen.problem == "A zone such as Europe/Paris.")
    await data.answer("zone", "Europe/Paris")
    await data.answer("volumeUnit", "ml")
    #expect(data.screen.canImport)
    await data.importChosen()
    #expect(data.screen.sum == "1 rows added, 0 known already, 0 left out")
    await data.export(forSpreadsheets: false)
    let file = try #require(data.screen.exported)
    #expect(file.lastPathComponent == "relatch-2026-11-24.jsonl")
    #expect(try String(contentsOf: file, encoding: .utf8).contains("2026-11-20"))
    await data.export(forSpreadsheets: true)
    #expect(!FileManager.default.fileExists(atPath: file.path), "the earlier file is gone")
    let table = try #require(data.screen.exported)
    #expect(try String(contentsOf: table, encoding: .utf8).contains("22"))
    await data.check()
    #expect(data.screen.check == "The journal is sound.")
    await data.erase()
    #expect(data.screen.exported == nil && !FileManager.default.fileExists(atPath: table.path))
    await data.export(forSpreadsheets: false)
    let empty = try #require(data.screen.exported)
    #expect(try !String(contentsOf: empty, encoding: .utf8).contains("2026-11-20"))
    data.removeExport()
  }

  @Test func erasingLeavesNothingBehind() async throws {
    let (folder, centre) = (try TestFolder(), FakeCentre())
    let desk = desk(clock, centre: centre, folder: folder)
    let home = HomeModel(desk: desk)
    await home.appear()
    await home.tap(0)
    let due = try #require(await centre.pendingNotificationRequests().first?.identifier)
    try desk.queue?.add(notification: due, action: "log_now", atMs: clock.now().utcMs, offsetS: 3_600)
    await DataModel(desk: desk).erase()
    #expect(try desk.queue?.waiting().isEmpty == true)
    #expect(await centre.pendingNotificationRequests().isEmpty)
    #expect(WidgetSnapshot.read(from: try #require(desk.widgetFile))?.today == "0 sessions")
    await home.appear()
    #expect(home.screen.ring?.rays.isEmpty == true)
  }

  @Test func settingsThatAreRefusedStayTyped() async {
    let settings = SettingsModel(desk: desk(clock))
    await settings.appear()
    for typed in ["25:00", "abc", "09:00"] {
      settings.screen.dayStart.typed = typed
      await settings.saveTimes()
      #expect(settings.screen.dayStart.problem == "A day begins between 04:00 and 07:30.")
      #expect(settings.screen.dayStart.typed == typed)
    }
    settings.screen.dayStart.typed = "06:00"
    settings.screen.nightTo.typed = settings.screen.nightFrom.typed
    await settings.saveTimes()
    #expect(settings.screen.nightTo.problem == "The night needs two different times.")
  }

  @Test func intervalsThatAreRefusedStayTyped() async throws {
    let reminders = RemindersModel(desk: desk(clock))
    await reminders.appear()
    reminders.openRule("interval")
    let form = try #require(reminders.rule)
    for typed in ["5", "abc", "-3"] {
      form["every"].typed = typed
      await form.save()
      #expect(form["every"].problem == "30 minutes to 24 hours." && form["every"].typed == typed)
    }
    form["every"].typed = "180"
    form["night_every"].typed = "120"
    await form.save()
    #expect(form["every"].problem == nil)
    #expect(form["night_every"].problem == "At least the interval by day, up to 24 hours.")
    form["night_every"].typed = "300"
    form["nag"].typed = "0"
    await form.save()
    #expect(form["nag"].problem == "1 minute to 24 hours.")
    form["nag"].typed = ""
    form.choose("from", "end")
    await form.save()
    #expect(reminders.rule == nil)
    #expect(reminders.screen.rules.map(\.detail) == ["every 3 h, at night 5 h"])
    #expect(reminders.screen.rules.map(\.nag) == ["Asks once"])
  }

  @Test func aRuleByTheClockTakesItsTimesAndDays() async throws {
    let reminders = RemindersModel(desk: desk(clock))
    await reminders.appear()
    reminders.openRule(kind: "medicine")
    let form = try #require(reminders.rule)
    form["times"].typed = "8 o'clock"
    await form.save()
    #expect(form["times"].problem == "1 to 24 times of day." && form["times"].typed == "8 o'clock")
    form["times"].typed = "08:00, 20:00"
    await form.save()
    #expect(form["medicine"].problem == "A name of up to 2000 characters.")
    form["medicine"].typed = "Iron"
    form.turn("monday", true)
    form.turn("thursday", true)
    await form.save()
    let row = try #require(reminders.screen.rules.last)
    #expect(row.title == "Medicine" && row.detail == "Iron: 08:00, 20:00, Mon, Thu")
    await reminders.remove(row.id)
    #expect(reminders.screen.rules.map(\.id) == ["interval"])
  }

  @Test func quietHoursThatAreRefusedStayTyped() async throws {
    let reminders = RemindersModel(desk: desk(clock))
    await reminders.appear()
    reminders.openQuiet()
    let form = try #require(reminders.quiet)
    form.isOn.isOn = true
    (form.from.typed, form.to.typed) = ("25:00", "late")
    await form.save()
    #expect(form.from.problem == "A time such as 23:00." && form.to.problem == "A time such as 23:00.")
    #expect(form.from.typed == "25:00" && form.to.typed == "late")
    (form.from.typed, form.to.typed) = ("22:00", "22:00")
    await form.save()
    #expect(form.to.problem == "Quiet hours need two different times.")
    form.to.typed = "06:00"
    form.policy.value = "suppress"
    await form.save()
    #expect(reminders.screen.quiet.detail == "what falls inside is left out")
    reminders.openQuiet()
    reminders.quiet?.isOn.isOn = false
    await reminders.quiet?.save()
    #expect(reminders.screen.quiet.title == "No quiet hours")
  }

  @Test func aPlanWithoutAProviderIsRefused() async throws {
    let journey = JourneyModel(desk: desk(clock))
    await journey.appear()
    journey.openPlan()
    let form = try #require(journey.plan)
    for (id, typed) in [("start", "540"), ("step", "30"), ("hold", "3")] { form[id].typed = typed }
    await form.save()
    #expect(form["agreed_with"].problem == "Who agreed to the plan?")
    form["agreed_with"].typed = "Sophie Martin"
    let refused = [
      ("start", "abc", "An amount lies between 0 and 1000 ml."), ("start", "0", "More than 0 ml."),
      ("step", "-1", "More than 0 ml, up to the start."),
      ("hold", "0", "1 day or more."), ("hold", "soon", "1 day or more."),
    ]
    for (id, typed, problem) in refused {
      let good = form[id].typed
      form[id].typed = typed
      await form.save()
      #expect(form[id].problem == problem && form[id].typed == typed, "\(id) \(typed)")
      form[id].typed = good
    }
    await form.save()
    #expect(journey.plan == nil && journey.screen.agreedWith == "Plan agreed with Sophie Martin")
    #expect(!journey.screen.canTakeStep && journey.screen.conditions.contains { !$0.isMet })
    #expect(journey.screen.steps.first == PlanStep(id: 0, amount: 540, state: "now"))
    await journey.endPlan()
    #expect(journey.screen.agreedWith == nil && journey.screen.steps.isEmpty)
  }

  @Test func aWeighingAnswersTheConditionOfThePlan() async throws {
    let desk = desk(clock)
    let growth = GrowthModel(desk: desk)
    await growth.appear()
    growth.openBaby(nil)
    let baby = try #require(growth.baby)
    await baby.save()
    #expect(baby.name.problem == "Which baby?")
    baby.name.typed = "Mina"
    baby.bornIsKnown.isOn = true
    baby.born = Date(milliseconds: clock.now().utcMs + 3 * 86_400_000)
    await baby.save()
    #expect(baby.bornProblem == "A birth does not lie after today.")
    baby.born = Date(milliseconds: clock.now().utcMs - 100 * 86_400_000)
    for typed in ["abc", "12", "60"] {
      baby.gestation.typed = typed
      await baby.save()
      #expect(baby.gestation.problem == "22 to 44 weeks." && baby.gestation.typed == typed)
    }
    baby.gestation.typed = "39"
    baby.sex.value = "girl"
    await baby.save()
    #expect(growth.baby == nil && growth.screen.cards.map(\.id) == ["Mina"])
    await growth.weigh()
    let weighing = try #require(growth.form)
    weighing["weight"].typed = "5900"
    await weighing.save()
    #expect(growth.form == nil && growth.screen.cards.first?.points.map(\.weight) == [5_900])
    #expect(growth.screen.cards.first?.facts.first?.hasPrefix("Weight-for-age z-score") == true)
    let journey = JourneyModel(desk: desk)
    await journey.appear()
    journey.openPlan()
    for (id, typed) in [("agreed_with", "Ana"), ("start", "540"), ("step", "30"), ("hold", "3")] {
      journey.plan?[id].typed = typed
    }
    await journey.plan?.save()
    let diapers = try #require(journey.screen.conditions.first { !$0.isMet && $0.button != nil })
    await journey.help(diapers.id)
    #expect(journey.screen.problem == nil)
    await journey.takeStep()
    #expect(journey.screen.problem?.hasPrefix("This does not fit what is stored.") == true)
  }

  @Test func theAccountKeepsWhatItRefuses() async throws {
    let journey = JourneyModel(desk: desk(clock))
    await journey.appear()
    journey.openAccount()
    let form = try #require(journey.account)
    form.restartIsKnown.isOn = true
    form.restart = Date(milliseconds: clock.now().utcMs + 2 * 86_400_000)
    await form.save()
    #expect(form.restartProblem == "The restart lies between 2015 and today.")
    form.restart = Date(milliseconds: clock.now().utcMs - 19 * 86_400_000)
    form.breakIn.value = "weeks"
    form["break"].typed = "long"
    await form.save()
    #expect(form["break"].problem == "A break is 0 to 36500 days." && form["break"].typed == "long")
    form["break"].typed = "9"
    form.goal.value = "own"
    await form.save()
    #expect(form["goal"].problem == "1 to 2000 characters.")
    form["goal"].typed = "Quiet evenings at the breast"
    for (id, typed, problem) in [
      ("sessions_a_day", "25", "1 to 24 sessions a day."), ("sessions_a_night", "x", "1 to 12 sessions a night."),
      ("need", "-1", "A need lies above 0 and up to 5000 ml a day."),
    ] {
      form[id].typed = typed
      await form.save()
      #expect(form[id].problem == problem && form[id].typed == typed)
      form[id].typed = ""
    }
    await form.save()
    #expect(journey.account == nil && journey.screen.restarted == "Restarted 5 November")
    #expect(journey.screen.story == ["After a break of 9 weeks", "Quiet evenings at the breast"])
  }

  @Test func aBreakThatIsNoNumberStays() async {
    let first = FirstRunModel(desk: desk(clock))
    first.breakDays.typed = "long"
    await first.next()
    #expect(first.breakDays.problem == "A break is 0 to 36500 days." && first.breakDays.typed == "long")
  }

  @Test func aWeightThatDoesNotFitIsAskedAbout() async throws {
    let desk = desk(clock)
    try await desk.run { journal, now in
      let baby = Baby(name: "Mina", born: "2026-08-01", sex: .girl, gestationWeeks: 39)
      try journal.setBaby(baby: baby, now: now)
      for (days, grams) in [(14, 5_400), (7, 5_600), (0, 560)] {
        let start = Stamp(utcMs: now.utcMs - Int64(days) * 86_400_000, offsetS: 3_600)
        let mass = Mass(milligrams: Int64(grams) * 1_000, unit: .g)
        _ = try journal.log(new: NewEntry(id: newEntryId(), start: start, kind: .weight(mass: mass)), now: now)
      }
    }
    let growth = GrowthModel(desk: desk)
    await growth.appear()
    let card = try #require(growth.screen.cards.first)
    #expect(card.points.map(\.id) == [0, 7] && card.points.map(\.weight) == [5_400, 5_600])
    let doubt = try #require(card.doubts.first)
    #expect(doubt.text.hasPrefix("560 g on 24 November is about a tenth of 5,600 g on 17 November."))
    await growth.edit(doubt.entry)
    #expect(growth.form?["weight"].typed == "560")
    growth.form?["weight"].typed = "5600"
    await growth.form?.save()
    #expect(growth.screen.cards.first?.doubts.isEmpty == true && growth.screen.cards.first?.points.count == 3)
    #expect(growth.screen.cards.first?.facts.contains { $0.contains("percentile 5") } == true)
  }

  @Test func theFirstRunSaysWhatTheBackupDoesNotHold() async {
    let first = FirstRunModel(desk: desk(clock))
    first.breakIn.value = "weeks"
    first.breakDays.typed = "9"
    first.restartToday()
    await first.next()
    #expect(first.screen.detail.contains("The phone's own backup does not hold your log"))
    first.back()
    #expect(first.screen.asksRestart && first.hasRestart && first.breakDays.typed == "9")
    await first.next()
    await first.skip()
    await first.skip()
    #expect(first.screen.isDone && first.screen.problem == nil)
  }

  @Test func aPlanOpenedInOuncesStaysToTheMicrolitre() async throws {
    let desk = desk(clock)
    let plan = TaperPlan(
      agreedWith: "Ana", startUl: 540_000, stepUl: 30_000, holdDays: 3, firstDay: "2026-11-20")
    _ = try await desk.run { journal, now in try journal.setPlan(plan: plan, now: now) }
    let settings = SettingsModel(desk: desk)
    await settings.appear()
    await settings.choose("volume", "oz")
    let journey = JourneyModel(desk: desk)
    await journey.appear()
    journey.openPlan()
    #expect(journey.plan?["start"].typed == "18.26")
    journey.plan?["agreed_with"].typed = "Ana Ruiz"
    await journey.plan?.save()
    let kept = try await desk.run { journal, now in try journal.taper(now: now).plan }
    #expect(
      kept
        == TaperPlan(agreedWith: "Ana Ruiz", startUl: 540_000, stepUl: 30_000, holdDays: 3, firstDay: "2026-11-20"))
  }
}
