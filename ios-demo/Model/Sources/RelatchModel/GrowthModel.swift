import Foundation
import Observation
internal import RelatchKit

/// One weighing, as plain numbers to draw.
public struct WeightPoint: Equatable, Sendable, Identifiable {
  /// Days after the first weighing that is drawn.
  public let id: Int
  /// Weight in the set unit.
  public let weight: Double
  /// Weight-for-age z in the table, where it can be read.
  public let z: Double?
  /// The weighing as one sentence.
  public let label: String
}

/// A question about a weight that does not fit.
public struct WeightDoubtRow: Equatable, Sendable, Identifiable {
  /// Its stable name, with which it is answered.
  public let id: String
  /// What does not fit.
  public let text: String
  /// The weighing to be changed, if it is the one that is wrong.
  public let entry: String
}

/// Growth and diapers of one baby.
public struct GrowthCard: Equatable, Sendable, Identifiable {
  /// The baby's name.
  public let id: String
  /// What is known of the baby.
  public let about: String
  /// Weights to draw, oldest first.
  public let points: [WeightPoint]
  /// Name of the vertical axis.
  public let axis: String
  /// What the table says, or why it says nothing.
  public let facts: [String]
  /// Weights asked about and left out above.
  public let doubts: [WeightDoubtRow]
  /// Diapers of the last seven days.
  public let diapers: [String]
}

/// Everything that Growth shows.
public struct GrowthScreen: Equatable, Sendable {
  /// Title of the screen.
  public var title = ""
  /// One a baby.
  public var cards: [GrowthCard] = []
  /// How the table is read.
  public var method = ""
  /// Words of the button that logs a weight.
  public var weighButton = ""
  /// Words of the button that adds a baby.
  public var addButton = ""
  /// Words of the button that changes what is known of a baby.
  public var editButton = ""
  /// Words of the two answers to a doubt: it is right, or it is to be changed.
  public var doubtButtons: [String] = []
  /// What went wrong last.
  public var problem: String?
}

/// Growth and diapers: information from tables, no verdict.
@Observable @MainActor public final class GrowthModel {
  /// What is shown.
  public private(set) var screen = GrowthScreen()
  /// The open form of an entry.
  public var form: EntryForm?
  /// The open form of a baby.
  public var baby: BabyForm?
  private let desk: Desk
  private var babies: [Baby] = []

  /// A model on the shared desk.
  public init(desk: Desk) { self.desk = desk }

  private struct Read: Sendable {
    let growths: [Growth]
    let babies: [Baby]
    let days: [DaySummary]
  }

  /// Reads everything.
  public func appear() async {
    await attempt {
      let found = try await self.desk.run { journal, now in
        Read(
          growths: try journal.growth(now: now), babies: try journal.babies(),
          days: try journal.week(ending: nil, now: now).days)
      }
      self.babies = found.babies
      self.show(found)
    }
  }

  /// Opens a new weighing.
  public func weigh() async { await open { desk in try await EntryForm.open(desk, .weight) } }

  /// Opens a weighing to be changed.
  public func edit(_ entry: String) async { await open { desk in try await EntryForm.edit(desk, entry) } }

  /// "It is right": the weight counts again.
  public func confirm(_ doubt: String) async {
    await attempt {
      _ = try await self.desk.run { journal, now in try journal.answerFlag(key: doubt, now: now) }
      await self.appear()
    }
  }

  /// Opens a baby's details, or those of a new one.
  public func openBaby(_ name: String?) {
    let form = BabyForm(desk: desk, baby: babies.first { $0.name == name })
    form.saved = { [weak self] in
      self?.baby = nil
      await self?.appear()
    }
    baby = form
  }

  private func open(_ make: (Desk) async throws -> EntryForm) async {
    await attempt {
      let form = try await make(self.desk)
      form.taken = { [weak self] _ in
        self?.form = nil
        await self?.appear()
      }
      self.form = form
    }
  }

  private func attempt(_ work: () async throws -> Void) async {
    do {
      screen.problem = nil
      try await work()
    } catch {
      screen.problem = desk.words(error)
    }
  }

  private func show(_ found: Read) {
    let format = desk.format
    var new = GrowthScreen()
    new.title = format.text("more.growth")
    new.method = format.text("growth.method")
    (new.weighButton, new.addButton) = (format.text("kind.weight"), format.text("baby.add"))
    new.editButton = format.text("button.edit")
    new.doubtButtons = [format.text("growth.doubt_right"), format.text("button.edit")]
    new.cards = found.growths.map { card($0, found, format) }
    screen = new
  }

  private func card(_ growth: Growth, _ found: Read, _ format: Format) -> GrowthCard {
    let baby = found.babies.first { $0.name == growth.baby }
    let first = growth.points.first.map { dayNumber($0.day) } ?? 0
    let points = growth.points.map { point in
      let z = point.z.map { ", z " + format.number($0, places: 2) } ?? ""
      return WeightPoint(
        id: dayNumber(point.day) - first, weight: inUnit(point.milligrams), z: point.z,
        label: format.about(format.dayMonth(point.day), format.mass(Double(point.milligrams)) + z))
    }
    let diapers = found.days.compactMap { day -> String? in
      guard let one = day.babies.first(where: { $0.baby == growth.baby }), day.logged else { return nil }
      return format.about(format.shortDay(day.day), format.counted("count.wet", "wet", Int(one.wet)))
    }
    let doubts = growth.questions.map { question in
      let weight = { (milligrams: Int64) in format.mass(Double(milligrams)) }
      let text = format.text(
        question.textKey(),
        [
          "weight": weight(question.milligrams), "day": format.dayMonth(question.day),
          "before_weight": weight(question.beforeMilligrams), "before_day": format.dayMonth(question.beforeDay),
        ])
      return WeightDoubtRow(
        id: question.key, text: text + " " + format.text("weight_question.kept"), entry: question.entry)
    }
    return GrowthCard(
      id: growth.baby, about: baby.map { known($0, format) } ?? "", points: points, axis: "\(format.settings.massUnit)",
      facts: facts(growth, format), doubts: doubts, diapers: diapers)
  }

  private func inUnit(_ milligrams: Int64) -> Double {
    let value = Double(milligrams)
    return switch desk.settings.massUnit {
    case .g: (value / 1_000).rounded()
    case .kg: (value / 1_000).rounded() / 1_000
    case .lb: (value / 4_535.9237).rounded() / 100
    }
  }

  private func known(_ baby: Baby, _ format: Format) -> String {
    var parts: [String] = []
    if let born = baby.born { parts.append(format.about(format.text("baby.born"), format.dayMonth(born))) }
    if let weeks = baby.gestationWeeks {
      parts.append(format.about(format.text("baby.gestation"), format.number(Double(weeks))))
    }
    return parts.joined(separator: ", ")
  }

  private func facts(_ growth: Growth, _ format: Format) -> [String] {
    var facts: [String] = growth.corrected ? [format.text("growth.corrected")] : []
    if let last = growth.points.last {
      if let z = last.z, let age = last.ageDays {
        facts.append(format.text("growth.z", ["z": format.number(z, places: 2), "age": format.number(Double(age))]))
      } else if let why = last.noZ {
        facts.append(format.text(why.textKey()))
      }
    }
    guard let gain = growth.gain else { return facts + (growth.noGain.map { [format.text($0.textKey())] } ?? []) }
    facts.append(
      format.text(
        "growth.gain",
        [
          "gain": format.mass(Double(gain.milligrams)), "days": format.number(Double(gain.days)),
          "from_day": format.dayMonth(gain.fromDay), "to_day": format.dayMonth(gain.toDay),
        ]))
    if let band = gain.band {
      let grams = { (grams: Int32) in format.mass(Double(grams) * 1_000) }
      facts.append(
        format.text("growth.band", ["p5": grams(band.p5G), "p15": grams(band.p15G), "p50": grams(band.p50G)]))
      switch band.place {
      case .belowP5: facts.append(format.text("growth.place.below_p5"))
      case .p5ToP15: facts.append(format.text("growth.place.p5_to_p15"))
      case .fromP15: facts.append(format.text("growth.place.from_p15"))
      }
    } else if let why = gain.noBand {
      facts.append(format.text(why.textKey()))
    }
    return facts
  }
}
