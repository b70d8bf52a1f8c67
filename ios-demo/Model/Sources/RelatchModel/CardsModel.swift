import Foundation
import Observation
internal import RelatchKit

/// One guidance card: what is known, and from where.
public struct GuidanceCard: Equatable, Sendable, Identifiable {
  /// Its name.
  public let id: String
  /// Its title.
  public let title: String
  /// What it says.
  public let body: String
}

/// Everything that the cards show.
public struct CardsScreen: Equatable, Sendable {
  /// Title of the screen.
  public var title = ""
  /// Every card that may be shown today.
  public var cards: [GuidanceCard] = []
  /// Why some are silent.
  public var silenced: String?
  /// What the app is not.
  public var foot = ""
  /// What went wrong last.
  public var problem: String?
}

/// What is known: the guidance cards. Those about how often are silent while a breast sign asks for it.
@Observable @MainActor public final class CardsModel {
  /// What is shown.
  public private(set) var screen = CardsScreen()
  private let desk: Desk

  private static let all = [
    "frequency", "nights", "skin_to_skin", "supplementer", "hand_expression", "galactagogues", "consultant",
  ]
  private static let aboutFrequency = ["frequency", "nights"]

  /// A model on the shared desk.
  public init(desk: Desk) { self.desk = desk }

  /// Reads everything.
  public func appear() async {
    let format = desk.format
    do {
      let isSilenced = try await desk.run { journal, now in try journal.home(now: now).frequencyPromptsSilenced }
      let shown = Self.all.filter { !isSilenced || !Self.aboutFrequency.contains($0) }
      screen = CardsScreen(
        title: format.text("more.cards"),
        cards: shown.map { name in
          GuidanceCard(id: name, title: format.text("card.\(name).title"), body: format.text("card.\(name).body"))
        },
        silenced: isSilenced ? format.text("home.frequency_silenced") : nil, foot: format.text("about.not_a_device"))
    } catch {
      screen.problem = desk.words(error)
    }
  }
}
