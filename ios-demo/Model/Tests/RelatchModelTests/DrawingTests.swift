import Foundation
import RelatchKit
import Testing

@testable import RelatchModel

/// Every drawing is plain numbers of a model.
@MainActor @Suite struct DrawingTests {
  let clock = TestClock("2026-11-24T13:00:00Z", zone: "Europe/Paris")

  @Test func theRulerOpensOnTheLastAmountAndKeepsToItsLines() async throws {
    let desk = desk(clock)
    let first = EntryForm(desk: desk, kind: .pump)
    first["total"].typed = "22"
    await first.save()
    clock.pass(minutes: 150)
    let home = HomeModel(desk: desk)
    await home.appear()
    await home.openForm(tile: 0)
    let form = try #require(home.form)
    #expect(form.amount == Caption(value: "22", caption: "ml") && form.opensWith == "as last time, 14:00")
    #expect(form.saveButton == "Save 22 ml" && form.ruler?.spoken == "22 ml")
    #expect(form.ruler?.lines.first { $0.id == 3 }?.label == "25")
    form.step(1)
    #expect(form["total"].typed == "23")
    form.drag(from: 23, byPoints: -11 * 4)
    #expect(form["total"].typed == "27", "to the left is more")
    form.drag(from: 23, byPoints: 11 * 400)
    #expect(form["total"].typed == "0" && form.ruler?.lines.first?.id == 0, "never below nothing")
    form["total"].typed = "12,5"
    form.step(-1)
    #expect(form["total"].typed == "12", "back onto a line")
    form["total"].typed = "abc"
    #expect(form.ruler?.value == 0 && form.amount == Caption(value: "abc", caption: ""))
    await form.save(tile: 1)
    #expect(home.form == nil && home.screen.undo?.title == "Pump logged, 16:30")
  }

  @Test func theRulerCountsTenthsOfAnOunce() async throws {
    let desk = desk(clock, languages: ["fr"], locale: "fr_FR")
    let settings = SettingsModel(desk: desk)
    await settings.appear()
    await settings.choose("volume", "oz")
    let form = EntryForm(desk: desk, kind: .supplement)
    form["volume"].typed = "1,25"
    form.step(1)
    #expect(form["volume"].typed == "1,4")
    #expect(form.ruler?.lines.first { $0.id == 1 }?.label == "1,5")
    #expect(form.saveButton == "Enregistrer 1,4 oz")
  }

  @Test(arguments: ["ar_EG", "fa_IR", "hi_IN"]) func numbersAreReadInTheirOwnDigits(_ locale: String) async {
    let form = EntryForm(desk: desk(clock, locale: locale), kind: .pump)
    form["total"].typed = "22"
    form.step(1)
    #expect(Format.parse(form["total"].typed) == 23, "\(form["total"].typed)")
    #expect(Format.parse("١٢٫٥") == 12.5 && Format.parse("1 000") == nil && Format.parse("--3") == nil)
  }

  @Test func theStripIsTheDayMadeStraight() async throws {
    let desk = desk(clock)
    let home = HomeModel(desk: desk)
    await home.appear()
    await home.tap(0)
    let log = LogModel(desk: desk)
    await log.appear()
    let strip = try #require(log.screen.strip)
    // 14:00 is nine hours into a day that begins at 05:00; the next one at 16:30.
    #expect(strip.rays.map(\.place) == [0.375] && strip.now == 0.375 && strip.next == 0.4792)
    #expect(strip.nights == [Span(from: 0.75, to: 1)])
    #expect(strip.ticks.map(\.label) == ["05:00", "11:00", "17:00", "23:00", "05:00"])
    #expect(strip.spoken == "1 session: 14:00")
    await log.move(days: -1)
    #expect(log.screen.strip?.rays.isEmpty == true && log.screen.strip?.now == nil)
    #expect(log.screen.strip?.spoken == "Nothing logged on this day yet")
  }

  @Test func theNightAheadIsRightOverAClockChange() async throws {
    // Paris puts its clock back at 2026-10-25T01:00:00Z: the night of 23:00 to 05:00 has seven hours.
    let clock = TestClock("2026-10-24T18:00:00Z", zone: "Europe/Paris")
    let desk = desk(clock)
    let home = HomeModel(desk: desk)
    await home.appear()
    await home.tap(0)
    let reminders = RemindersModel(desk: desk)
    await reminders.appear()
    let ahead = try #require(reminders.screen.timeline)
    #expect(ahead.nights == [Span(from: 0.125, to: 0.417)])
    #expect(ahead.ticks.map(\.label) == ["00:00", "06:00", "12:00", "18:00"])
    #expect(ahead.ticks.map(\.id) == [0.167, 0.458, 0.708, 0.958])
    #expect(ahead.dues.first?.label == "22:30" && ahead.quiet.isEmpty)
  }

  @Test func aScreenKnowsWhatLargeTypeNeeds() {
    let usual = TypeLayout(place: 3)
    #expect(usual.scale == 1 && usual.showsRing && usual.sideBySide && usual.namesTabs && usual.corner == 48)
    let places = (0..<12).map(TypeLayout.init(place:))
    #expect(places.filter(\.showsRing).count == 6, "up to 21 pt")
    #expect(places.filter(\.namesTabs).count == 7 && places.filter(\.drawsWeek).count == 7)
    #expect(places.map { $0.hero(52) }.max() == 52 * 1.3 && TypeLayout(place: 11).corner == 64)
    #expect(usual.tile(isSimple: true) == 128)
  }

  @Test func theOutlookHasTwoBandsAndNoMiddle() async throws {
    let desk = desk(clock)
    try await desk.run { journal, now in
      try journal.setJourney(
        new: Journey(
          restart: "2026-10-20", pause: .days(days: 60), goal: .half, sessionsADay: 8, sessionsANight: nil, needUl: nil),
        now: now)
      for day in 0..<34 {
        let start = Stamp(utcMs: now.utcMs - Int64(34 - day) * 86_400_000, offsetS: 3_600)
        let volume = Volume.measured(microlitres: Int64(day) * 6_000, unit: .ml)
        _ = try journal.log(
          new: NewEntry(
            id: newEntryId(), start: start, kind: .expression(expression: MilkExpression(method: .pump, total: volume))),
          now: now)
      }
    }
    let trend = TrendModel(desk: desk)
    await trend.appear()
    let screen = trend.screen
    #expect(screen.problem == nil && !screen.bands.isEmpty && screen.bandNames == ["8 in 10", "5 in 10"])
    for point in screen.bands {
      #expect(point.wideLow <= point.narrowLow && point.narrowLow <= point.narrowHigh)
      #expect(point.narrowHigh <= point.wideHigh && point.wideLow >= 0)
    }
    #expect(screen.dots.count == 28 && screen.dots.last?.id == 0 && screen.dots.map(\.id) == Array(-27...0))
    #expect(screen.outlook.contains("8 times in 10") && screen.counted.isEmpty)
    #expect(screen.notes.contains { $0.hasPrefix("Chance that the usual day reaches") })
    #expect(screen.effort.first == "1 of the 8 sessions in your own plan.")
    // A line never crosses a day that was not measured, and none leads to the day that is not over.
    #expect(Set(screen.days.dropLast().map(\.run)).count == 1 && screen.days.last?.run != screen.days.first?.run)
    await trend.move(weeks: -1)
    #expect(trend.screen.hasLater && trend.screen.range == "11 November – 17 November")
    await trend.move(weeks: 5)
    #expect(!trend.screen.hasLater)
  }

  @Test func quantilesBetweenTheGivenOnesLieOnTheLine() {
    let point = OutlookPoint(
      horizon: 28,
      quantiles: [Quantile(level: 0.2, ml: 10), Quantile(level: 0.3, ml: 20), Quantile(level: 0.9, ml: 50)])
    #expect(abs(point.millilitres(at: 0.25) - 15) < 1e-9 && point.millilitres(at: 0.3) == 20)
    #expect(point.millilitres(at: 0.1) == 10 && point.millilitres(at: 0.95) == 50)
  }

  @Test func threeFactsHaveThreeSigns() async throws {
    let desk = desk(clock)
    try await desk.run { journal, now in
      let volumes: [Volume?] = [
        .measured(microlitres: 0, unit: .ml), .drops, nil, .measured(microlitres: 9_000, unit: .ml),
      ]
      for (days, volume) in volumes.enumerated() {
        let start = Stamp(utcMs: now.utcMs - Int64(days + 1) * 86_400_000, offsetS: 3_600)
        let kind = EntryKind.expression(expression: MilkExpression(method: .hand, total: volume))
        _ = try journal.log(new: NewEntry(id: newEntryId(), start: start, kind: kind), now: now)
      }
    }
    let trend = TrendModel(desk: desk)
    await trend.appear()
    let days = trend.screen.days.suffix(5)
    #expect(days.map(\.sign) == [nil, "circle.dashed", "drop.fill", "circle", nil])
    #expect(days.map(\.ownMilk) == [9, nil, nil, 0, nil])
    #expect(
      trend.screen.measured.map(\.run).count == Set(trend.screen.measured.map(\.run)).count, "no line crosses a gap")
  }

  @Test func everySymbolIsDrawnOnItsGrid() {
    for (name, pieces) in Icon.drawn {
      #expect(pieces.count > 2, "\(name)")
      if case .move? = pieces.first {} else { Issue.record("\(name) begins without a move") }
      for piece in pieces {
        switch piece {
        case .move(let x, let y), .line(let x, let y), .curve(_, _, _, _, let x, let y):
          #expect((0...24).contains(x) && (0...24).contains(y), "\(name): \(piece)")
        case .close: break
        }
      }
    }
    for kind in FormKind.allCases { #expect(Icon.drawn.keys.contains(kind.sample.icon.name), "\(kind)") }
  }

  @Test func pathDataIsReadAsItIsMeant() {
    #expect(IconPath.pieces("M8 5.5v13l10.5-6.5z") == [.move(8, 5.5), .line(8, 18.5), .line(18.5, 12), .close])
    #expect(IconPath.pieces("M1 2h.5.5") == [.move(1, 2), .line(1.5, 2), .line(2, 2)])
    // A whole circle but a hair: top, right or left, bottom and back.
    let circle = IconPath.pieces("M12 5a7 7 0 1 0 .01 0")
    let ends = circle.compactMap { if case .curve(_, _, _, _, let x, let y) = $0 { (x, y) } else { nil } }
    #expect(ends.count == 4 && abs((ends.map(\.1).max() ?? 0) - 19) < 0.01)
    #expect(abs((ends.map(\.0).min() ?? 0) - 5) < 0.01 && abs((ends.map(\.0).max() ?? 0) - 19) < 0.01)
    #expect(ends.last?.0 == 12.01 && ends.last?.1 == 5)
    // A quarter clockwise: its middle lies on the circle around (0, 10).
    guard case .curve(let ax, let ay, let bx, let by, let x, let y)? = IconPath.pieces("M0 0a10 10 0 0 1 10 10").last
    else {
      Issue.record("no curve")
      return
    }
    let middle = ((3 * ax + 3 * bx + x) / 8, (3 * ay + 3 * by + y) / 8)
    let distance = (middle.0 * middle.0 + (middle.1 - 10) * (middle.1 - 10)).squareRoot()
    #expect(abs(distance - 10) < 0.01 && (x, y) == (10, 10))
    // Smooth curves go on in the direction in which the one before ended.
    #expect(
      IconPath.pieces("M0 0c0 1 1 2 2 2s2-1 2-2") == [
        .move(0, 0), .curve(0, 1, 1, 2, 2, 2), .curve(3, 2, 4, 1, 4, 0),
      ])
  }
}

extension FormKind {
  fileprivate var sample: EntryKind {
    switch self {
    case .pump: .expression(expression: MilkExpression(method: .pump))
    case .hand: .expression(expression: MilkExpression(method: .hand))
    case .combined: .expression(expression: MilkExpression(method: .combined))
    case .nursing: .nursing(nursing: Nursing())
    case .supplement: .supplement(supplement: Supplement(milk: .formula, volume: .drops))
    case .skinToSkin: .skinToSkin(durationMs: nil)
    case .weight: .weight(mass: Mass(milligrams: 1, unit: .g))
    case .diaper: .diaper(diaper: Diaper(wet: true, stool: false))
    case .medicine: .medicine(name: "", detail: nil)
    case .temperature: .temperature(milliCelsius: 37_000, ofParent: false)
    case .sign: .sign(sign: .fit)
    case .wellbeing: .wellbeing(mood: 1, rest: nil)
    case .note: .note
    case .other: .other(label: "", detail: nil)
    }
  }
}
