import Foundation
import RelatchKit
import Testing

@testable import RelatchModel

/// The form of each kind of entry: new, changed, at the end of a running session.
@MainActor @Suite struct EntryFormTests {
  let clock = TestClock("2026-11-24T13:00:00Z", zone: "Europe/Paris")

  @Test(arguments: [
    (FormKind.temperature, "temperature", ["", "abc", "50"], "A temperature lies between 30 and 45 °C."),
    (.weight, "weight", ["abc", "-4", "99"], "A weight lies between 300 g and 30 kg."),
    (.pump, "minutes", ["abc", "-1", "241"], "A session lasts up to 240 minutes."),
    (.pump, "let_downs", ["x", "51", "-1"], "Let-downs are 0 to 50."),
    (.hand, "pain", ["x", "11"], "Pain is 0 to 10."),
    (.supplement, "volume", ["abc", "-3", "5000"], "An amount lies between 0 and 1000 ml."),
    (.skinToSkin, "minutes", ["abc", "300"], "A session lasts up to 240 minutes."),
    (.medicine, "name", [""], "A name of up to 2000 characters."),
    (.note, "note", [""], "A note has 1 to 2000 characters."),
  ]) func whatIsRefusedStaysAndSaysWhatItTakes(
    _ kind: FormKind, _ field: String, _ refused: [String], _ problem: String
  ) async {
    let form = EntryForm(desk: desk(clock), kind: kind)
    for typed in refused {
      form[field].typed = typed
      await form.save()
      #expect(!form.isSaved && form[field].problem == problem && form[field].typed == typed, "\(kind) \(typed)")
    }
  }

  @Test func aNursingTakesItsSidesItsTubeAndItsWeighings() async throws {
    let desk = desk(clock)
    let form = EntryForm(desk: desk, kind: .nursing)
    #expect(form.shown.map(\.id) == ["minutes", "note"] && form.shownChoices.map(\.id) == ["sides", "latch"])
    form.choose("sides", "right")
    form["minutes_right"].typed = "241"
    await form.save()
    #expect(form["minutes_right"].problem == "A session lasts up to 240 minutes.")
    form["minutes_right"].typed = "14"
    form.choose("latch", "swallowed")
    form.turn("supplementer", true)
    form.turn("weighed", true)
    #expect(form.shown.map(\.id) == ["minutes_right", "tube", "before", "after", "note"])
    form["tube"].typed = "5000"
    (form["before"].typed, form["after"].typed) = ("4000", "4060")
    await form.save()
    #expect(form["tube"].problem == "What the supplementer brought lies between 0 and 1000 ml.")
    form["tube"].typed = "60"
    form["after"].typed = "5000"
    await form.save()
    #expect(form["after"].problem == "A test weighing differs by -100 to 600 g.")
    form["after"].typed = "4060"
    await form.save()
    let entry = try #require(
      try await desk.run { journal, _ in try journal.entries(query: EntryQuery()).entries.first })
    let tube = Supplementer(milk: .formula, volume: .measured(microlitres: 60_000, unit: .ml))
    let transfer = Transfer.weighed(
      before: Mass(milligrams: 4_000_000, unit: .g), after: Mass(milligrams: 4_060_000, unit: .g))
    #expect(
      entry.kind
        == .nursing(
          nursing: Nursing(rightMs: 840_000, latch: .swallowed, supplementer: tube, transfer: transfer)))
    #expect(desk.format.detail(entry) == "14 min, right, swallowed, 60 ml formula")
  }

  @Test func aRunningNursingEndsWithItsSupplementer() async throws {
    let desk = desk(clock)
    let home = HomeModel(desk: desk)
    await home.appear()
    _ = await desk.startNursing(left: true)
    clock.pass(minutes: 12)
    await home.appear()
    let card = try #require(home.screen.running.first)
    #expect(card.detailsButton == "Supplementer" && card.hasSides)
    await home.openFinish(card.id)
    let form = try #require(home.form)
    #expect(form.isOn("supplementer") && !form.asksTime)
    form["tube"].typed = "30"
    form.choose("latch", "latched")
    await form.save()
    #expect(home.form == nil && home.screen.running.isEmpty && home.screen.undo?.title == "Nursing logged, 14:00")
    let entry = try #require(
      try await desk.run { journal, _ in try journal.entries(query: EntryQuery()).entries.first })
    #expect(desk.format.detail(entry) == "12 min, left, latched, 30 ml formula")
  }

  @Test func anEditKeepsWhatItDoesNotTouch() async throws {
    let desk = desk(clock)
    let id = newEntryId()
    // Ounces, odd milliseconds, pauses, a pattern: nothing of it survives a form by being typed again.
    let expression = MilkExpression(
      method: .pump, left: .measured(microlitres: 14_787, unit: .oz), right: .drops, durationMs: 754_321,
      pauseMs: 61_001, double: false, pattern: .power, letDowns: 2, pain: 0)
    _ = try await desk.run { journal, now in
      try journal.log(
        new: NewEntry(
          id: id, start: Stamp(utcMs: now.utcMs - 3_600_123, offsetS: now.offsetS),
          kind: .expression(expression: expression), tags: ["work"]), now: now)
    }
    let before = try await desk.run { journal, _ in try journal.entry(id: id) }
    let log = LogModel(desk: desk)
    await log.appear()
    await log.edit(id)
    let form = try #require(log.form)
    form["note"].typed = "in the car"
    await form.save()
    let after = try await desk.run { journal, _ in try journal.entry(id: id) }
    #expect(after.kind == before.kind && after.start == before.start && after.tags == ["work"])
    #expect(after.note == "in the car" && log.screen.undo?.title == "Changed")
    await log.undo()
    #expect(try await desk.run { journal, _ in try journal.entry(id: id) } == before)
  }

  @Test(arguments: FormKind.allCases) func everyKindComesBackFromItsFormAsItWas(_ kind: FormKind) async throws {
    let desk = desk(clock)
    try await desk.run { journal, now in try journal.setBaby(baby: Baby(name: "Mina"), now: now) }
    let form = EntryForm(desk: desk, kind: kind, purpose: .new, babies: ["Mina"])
    let typed = [
      "total": "12.5", "volume": "60", "minutes": "15", "weight": "4200", "temperature": "37.4", "name": "Iron",
      "label": "Walk", "detail": "once", "let_downs": "2", "pain": "1", "note": "all well",
    ]
    for field in form.shown { form[field.id].typed = typed[field.id] ?? "" }
    for id in ["wet", "power"] { form.turn(id, true) }
    for choice in form.choices where choice.id != "sides" { form.choose(choice.id, choice.options.last?.id ?? "") }
    await form.save()
    #expect(form.isSaved, "\(form.problem ?? "")")
    let entry = try #require(
      try await desk.run { journal, _ in try journal.entries(query: EntryQuery()).entries.first })
    let again = try await EntryForm.edit(desk, entry.id)
    #expect(again.kind == kind && again.title == form.title && again.isEdit)
    for field in form.shown { #expect(again[field.id].typed == field.typed, "\(field.id)") }
    for choice in form.shownChoices { #expect(again.value(choice.id) == choice.value, "\(choice.id)") }
    for item in form.switches where item.id != "ended" { #expect(again.isOn(item.id) == item.isOn, "\(item.id)") }
    await again.save()
    #expect(try await desk.run { journal, _ in try journal.entry(id: entry.id) } == entry)
  }

  @Test func aSignStandsOnHomeAndSilencesHowOften() async throws {
    let desk = desk(clock)
    let (home, cards) = (HomeModel(desk: desk), CardsModel(desk: desk))
    await home.appear()
    await cards.appear()
    #expect(cards.screen.cards.count == 7 && cards.screen.silenced == nil)
    await home.openForm(kind: "sign")
    let form = try #require(home.form)
    await form.save()
    #expect(form.problem == "Choose a sign.")
    #expect(form.choices.first?.options.count == 25)
    form.choose("sign", "breastRedHotPainful")
    await form.save()
    #expect(home.screen.flags.first?.title == "Please contact your provider.")
    #expect(home.screen.silenced == "Facts about how often stay silent here for now.")
    await cards.appear()
    #expect(!cards.screen.cards.contains { ["frequency", "nights"].contains($0.id) } && cards.screen.cards.count == 5)
  }

  @Test func aSignOfTheParentsOwnAsksForNoBaby() async throws {
    let desk = desk(clock)
    for name in ["Mina", "Noa"] {
      try await desk.run { journal, now in try journal.setBaby(baby: Baby(name: name), now: now) }
    }
    let form = try await EntryForm.open(desk, .sign)
    form.choose("sign", "floppy")
    #expect(form.shownChoices.map(\.id) == ["sign", "baby"])
    form.choose("sign", "chestPain")
    #expect(form.shownChoices.map(\.id) == ["sign"])
    await form.save()
    let fever = try await EntryForm.open(desk, .temperature)
    #expect(fever.shownChoices.map(\.id) == ["whose", "baby"])
    fever.choose("whose", "parent")
    fever["temperature"].typed = "38,6"
    await fever.save()
    #expect(fever.isSaved && fever.shownChoices.map(\.id) == ["whose"])
    let medicine = try await EntryForm.open(desk, .medicine)
    medicine["name"].typed = "Iron"
    medicine.choose("baby", "Noa")
    await medicine.save()
    var entries = try await desk.run { journal, _ in try journal.entries(query: EntryQuery()).entries }
    #expect(entries.compactMap(\.baby) == ["Noa"] && entries.count == 3)
    let id = try #require(entries.first { $0.baby == "Noa" }?.id)
    let edit = try await EntryForm.edit(desk, id)
    #expect(edit.value("baby") == "Noa")
    edit.choose("baby", "")
    await edit.save()
    entries = try await desk.run { journal, _ in try journal.entries(query: EntryQuery()).entries }
    #expect(entries.allSatisfy { $0.baby == nil }, "it was the parent's own after all")
  }
}
