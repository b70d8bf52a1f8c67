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
    form.amount.typed = "12,5"
    await form.save()
    #expect(form.isSaved)
    let log = LogModel(desk: desk)
    await log.appear()
    #expect(log.screen.rows.first?.amount == "12,5 ml")
  }

  @Test(arguments: ["abc", "-3", "5000", "1,2,3", "½"]) func anAmountThatIsNoneStays(_ typed: String) async {
    let form = EntryForm(desk: desk(clock), kind: .pump)
    form.amount.typed = typed
    await form.save()
    #expect(!form.isSaved)
    #expect(form.amount.typed == typed)
    #expect(form.amount.problem == "An amount lies between 0 and 1000 ml.")
  }

  @Test func anEndBeforeTheStartIsRefused() async {
    let form = EntryForm(desk: desk(clock), kind: .pump)
    form.ended = form.started.addingTimeInterval(-60)
    await form.save()
    #expect(!form.isSaved)
    #expect(form.timeProblem == "The start lies between 2015 and now.")
  }

  @Test func minutesBeyondTheLimitAreRefused() async {
    let form = EntryForm(desk: desk(clock), kind: .hand)
    form.minutes.typed = "241"
    await form.save()
    #expect(form.minutes.problem == "A session lasts up to 240 minutes.")
    #expect(form.minutes.typed == "241")
    form.minutes.typed = "20"
    await form.save()
    #expect(form.isSaved && form.minutes.problem == nil)
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
    #expect(form.amount.problem == "A weight lies between 300 g and 30 kg.")
  }

  @Test func aWrongFileIsRefusedAndNothingComesIn() async {
    let data = DataModel(desk: desk(clock))
    await data.choose([(name: "photo.csv", contents: Data([0xff, 0xd8, 0xff, 0x00]))])
    #expect(data.screen.problem == "No row of this file can be read.")
    #expect(!data.screen.canImport)
  }

  @Test func anImportAsksFirst() async {
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
    let text = await data.export(forSpreadsheets: false)
    #expect(text?.contains("2026-11-20") == true)
    await data.check()
    #expect(data.screen.check == "The journal is sound.")
    await data.erase()
    #expect(await data.export(forSpreadsheets: false)?.contains("2026-11-20") == false)
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

  @Test func intervalsThatAreRefusedStayTyped() async {
    let reminders = RemindersModel(desk: desk(clock))
    await reminders.appear()
    reminders.screen.every.typed = "5"
    await reminders.saveIntervals()
    #expect(reminders.screen.every.problem == "30 minutes to 24 hours.")
    #expect(reminders.screen.every.typed == "5")
    reminders.screen.every.typed = "abc"
    await reminders.saveIntervals()
    #expect(reminders.screen.every.problem == "30 minutes to 24 hours.")
  }

  @Test func aPlanWithoutAProviderIsRefused() async {
    let journey = JourneyModel(desk: desk(clock))
    await journey.appear()
    (journey.screen.start.typed, journey.screen.step.typed, journey.screen.hold.typed) = ("540", "30", "3")
    await journey.savePlan()
    #expect(journey.screen.agreed.problem == "Who agreed to the plan?")
    journey.screen.agreed.typed = "Sophie Martin"
    journey.screen.step.typed = "-1"
    await journey.savePlan()
    #expect(journey.screen.step.problem == "More than 0 ml, up to the start.")
    #expect(journey.screen.step.typed == "-1")
    journey.screen.step.typed = "30"
    await journey.savePlan()
    #expect(journey.screen.problem == nil && journey.screen.agreedWith == "Plan agreed with Sophie Martin")
    #expect(!journey.screen.canTakeStep && journey.screen.conditions.contains { !$0.isMet })
  }

  @Test func aBreakThatIsNoNumberStays() async {
    let first = FirstRunModel(desk: desk(clock))
    first.breakDays.typed = "long"
    await first.next()
    #expect(first.breakDays.problem == "A break is 0 to 36500 days." && first.breakDays.typed == "long")
  }
}
