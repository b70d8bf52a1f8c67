import Foundation
import Observation

/// The whole app: one model a screen, and what the system tells.
@Observable @MainActor public final class AppModel {
  /// Home.
  public let home: HomeModel
  /// The log.
  public let log: LogModel
  /// Trend.
  public let trend: TrendModel
  /// Reminders.
  public let reminders: RemindersModel
  /// Journey and plan.
  public let journey: JourneyModel
  /// Growth and diapers.
  public let growth: GrowthModel
  /// Data.
  public let data: DataModel
  /// Settings.
  public let settings: SettingsModel
  /// First run.
  public let firstRun: FirstRunModel
  /// What is known.
  public let cards: CardsModel
  /// The lock of the app.
  public let lock: LockModel
  /// What the screens share.
  public let desk: Desk
  private var isKnown = true

  /// The app on a desk.
  public init(desk: Desk) {
    self.desk = desk
    (home, log, trend) = (HomeModel(desk: desk), LogModel(desk: desk), TrendModel(desk: desk))
    (reminders, journey, growth) = (RemindersModel(desk: desk), JourneyModel(desk: desk), GrowthModel(desk: desk))
    (data, settings, firstRun) = (DataModel(desk: desk), SettingsModel(desk: desk), FirstRunModel(desk: desk))
    (cards, lock) = (CardsModel(desk: desk), LockModel(desk: desk))
  }

  /// Nothing is known yet and the questions are not answered.
  public var isFirstRun: Bool { !isKnown && !firstRun.screen.isDone }
  /// Words of the five tabs.
  public var tabs: [String] {
    ["tab.home", "tab.log", "tab.trend", "tab.reminders", "tab.more"].map { desk.format.text($0) }
  }
  /// Simple mode has no Trend.
  public var showsTrend: Bool { !settings.screen.isSimple }

  /// The app came to the front, or the system says that the time changed: all is read and reminders are planned anew.
  public func activate() async {
    if desk.readPreferences() { lock.close() }
    await settings.appear()
    await home.appear()
    await journey.appear()
    await growth.appear()
    await cards.appear()
    if let entries = try? await desk.run({ journal, _ in try journal.check().entries }) {
      let babies = (try? await desk.run { journal, _ in try journal.babies().count }) ?? 0
      isKnown = entries > 0 || babies > 0 || home.hasRestart
    }
  }

  /// A notification was answered: the journal has it, or the queue; what is shown is read anew.
  public func answer(notification: String, action: String) async {
    try? await desk.answer(notification: notification, action: action)
    await home.appear()
  }

  /// A background refresh: reminders are planned anew, and the file is let go of.
  public func refreshInBackground() async {
    _ = try? await desk.replan()
    try? await desk.pause()
  }

  /// The app leaves the screen: it locks, and no file stays open while it is suspended.
  public func leave() async {
    lock.close()
    try? await desk.pause()
  }
}
