import Foundation
import Observation
internal import RelatchKit

/// Growth and diapers of one baby.
public struct GrowthCard: Equatable, Sendable, Identifiable {
  /// The baby's name.
  public let id: String
  /// Weights by day.
  public let weights: [String]
  /// What the table says, or why it says nothing.
  public let facts: [String]
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
  /// Words where no baby is known.
  public var empty: String?
  /// What went wrong last.
  public var problem: String?
}

/// Growth and diapers: information from tables, no verdict.
@Observable @MainActor public final class GrowthModel {
  /// What is shown.
  public private(set) var screen = GrowthScreen()
  private let desk: Desk

  /// A model on the shared desk.
  public init(desk: Desk) { self.desk = desk }

  /// Reads everything.
  public func appear() async {
    do {
      let (growths, days) = try await desk.run { journal, now in
        (try journal.growth(now: now), try journal.week(ending: nil, now: now).days)
      }
      show(growths, days)
    } catch {
      screen.problem = desk.words(error)
    }
  }

  private func show(_ growths: [Growth], _ days: [DaySummary]) {
    let format = desk.format
    var new = GrowthScreen()
    new.title = format.text("more.growth")
    new.method = format.text("growth.method")
    new.empty = growths.isEmpty ? format.text("baby.add") : nil
    new.cards = growths.map { growth in
      var facts: [String] = growth.corrected ? [format.text("growth.corrected")] : []
      if let last = growth.points.last {
        if let z = last.z, let age = last.ageDays {
          facts.append(
            format.text("growth.z", ["z": format.number(z, places: 2), "age": format.number(Double(age))]))
        } else if let why = last.noZ {
          facts.append(format.text(unknownKey(why)))
        }
      }
      if let gain = growth.gain {
        facts.append(
          format.text(
            "growth.gain",
            [
              "gain": format.mass(Double(gain.milligrams)), "days": format.number(Double(gain.days)),
              "from_day": format.dayMonth(gain.fromDay), "to_day": format.dayMonth(gain.toDay),
            ]))
      } else if let why = growth.noGain {
        facts.append(format.text(unknownKey(why)))
      }
      let diapers = days.compactMap { day -> String? in
        guard let baby = day.babies.first(where: { $0.baby == growth.baby }), day.logged else { return nil }
        return format.shortDay(day.day) + ": " + format.counted("count.wet", "wet", Int(baby.wet))
      }
      return GrowthCard(
        id: growth.baby,
        weights: growth.points.map { format.dayMonth($0.day) + ": " + format.mass(Double($0.milligrams)) },
        facts: facts, diapers: diapers)
    }
    screen = new
  }
}
