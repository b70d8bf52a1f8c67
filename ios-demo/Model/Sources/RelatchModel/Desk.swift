import Foundation
// Internal: nothing of the core can become part of what a view sees.
internal import RelatchKit

/// What all screens share: the journal, the clock, the language, and the phone's notifications.
@MainActor public final class Desk {
  let store: JournalStore
  let notifications: any UserNotificationCentre
  let activities: any SessionActivities
  let owner: any DeviceOwner
  let queue: LockedQueue?
  let clock: @Sendable () -> Now
  let languages: [String]
  let locale: Locale
  private(set) var format: Format
  private(set) var settings: Settings
  /// Calls to the journal since the start.
  var calls = 0
  /// Calls that ran on the main thread; stays 0.
  private(set) var callsOnMain = 0
  /// The snapshot that the widget reads is written here after every change.
  let widgetFile: URL?
  /// Tells the system that the snapshot has changed.
  let widgetChanged: @Sendable () -> Void
  /// Where a file stays until it was shared.
  let exports: URL
  var preferences: Preferences { knownPreferences ?? Preferences() }
  private var knownPreferences: Preferences?
  private let preferencesFile: URL?

  /// The desk of the app.
  ///
  /// - Parameters:
  ///   - folder: The app's own folder; it is made, protected and kept out of the phone's backup.
  ///   - shared: A folder that the widget may read; the journal is never in it.
  ///   - notifications: The phone's notification centre.
  ///   - activities: What shows a running session outside the app.
  ///   - owner: Asks for the owner of the phone.
  ///   - widgetChanged: Called when the widget has something new to show.
  public convenience init(
    folder: URL, shared: URL?, notifications: any UserNotificationCentre, activities: any SessionActivities,
    owner: any DeviceOwner, widgetChanged: @escaping @Sendable () -> Void
  ) throws {
    try ProtectedFolder.prepare(folder)
    let queueFolder = folder.appendingPathComponent("queue", isDirectory: true)
    self.init(
      store: JournalStore(path: folder.appendingPathComponent("journal.db").path), notifications: notifications,
      activities: activities, owner: owner, queue: LockedQueue(folder: queueFolder),
      widgetFile: shared?.appendingPathComponent(WidgetSnapshot.fileName), widgetChanged: widgetChanged,
      preferencesFile: folder.appendingPathComponent("preferences.json"), languages: Locale.preferredLanguages,
      locale: .autoupdatingCurrent, clock: { .current() })
  }

  init(
    store: JournalStore, notifications: any UserNotificationCentre, activities: any SessionActivities = NoActivities(),
    owner: any DeviceOwner, queue: LockedQueue?, widgetFile: URL?, widgetChanged: @escaping @Sendable () -> Void = {},
    preferencesFile: URL? = nil, languages: [String], locale: Locale, clock: @escaping @Sendable () -> Now
  ) {
    self.store = store
    self.notifications = notifications
    self.activities = activities
    self.owner = owner
    self.queue = queue
    self.widgetFile = widgetFile
    self.widgetChanged = widgetChanged
    self.preferencesFile = preferencesFile
    exports = FileManager.default.temporaryDirectory.appendingPathComponent("export-\(UUID().uuidString)")
    knownPreferences = Preferences.read(from: preferencesFile)
    self.languages = languages
    self.locale = locale
    self.clock = clock
    settings = Settings(
      volumeUnit: .ml, massUnit: .g, dayStart: "05:00", night: ClockWindow(from: "23:00", to: "05:00"), since: .start)
    format = Format(texts: Texts(languages: languages), locale: locale, settings: settings)
  }

  /// One call, away from the main actor.
  func run<Value: Sendable>(_ call: @escaping @Sendable (Journal, Now) throws -> Value) async throws -> Value {
    calls += 1
    let now = clock()
    let (value, onMain) = try await store.run { journal in (try call(journal, now), Thread.isMainThread) }
    if onMain { callsOnMain += 1 }
    return value
  }

  /// Reads the settings anew; call it once before the first screen and after a change.
  func readSettings() async throws {
    use(try await run { journal, _ in try journal.settings() })
  }

  func use(_ settings: Settings) {
    self.settings = settings
    format = Format(texts: Texts(languages: languages), locale: locale, settings: settings)
  }

  /// What is said of an error: the sentence and what can be done.
  func words(_ error: any Error) -> String {
    guard let error = error as? JournalError else { return format.text("error.internal") }
    let sentence = error.text(in: format.texts) ?? format.text("error.internal")
    guard let hint = format.texts.text(error.textKey + "_hint"), !hint.isEmpty else { return sentence }
    if case .Invalid = error { return sentence }
    return sentence + " " + hint
  }

  /// The field of a refused value.
  func field(_ error: any Error) -> String? {
    if case .Invalid(let field, _)? = error as? JournalError { return field }
    return nil
  }

  /// Everything outside the app after a change: the widget's file, the running session, the phone's reminders.
  func follow(_ home: Home, _ reminders: ReminderChange) async throws {
    writeWidget(home)
    await showActivities(home.running)
    try await apply(reminders)
  }

  /// The same where the change itself brought no home screen along.
  func follow() async throws {
    let home = try await run { journal, now in try journal.home(now: now) }
    writeWidget(home)
    await showActivities(home.running)
  }

  func writeWidget(_ home: Home) {
    guard let file = widgetFile else { return }
    let now = clock()
    let snapshot = WidgetSnapshot(
      version: WidgetSnapshot.version, next: home.next.map { format.time($0.at) },
      last: home.lastMs.map { format.text("widget.last", ["time": format.time($0, now)]) },
      today: format.counted("count.sessions", "sessions", Int(home.today.sessions ?? 0)),
      nextLabel: format.text("widget.next"), logButton: format.text("widget.log"),
      showsDetails: preferences.showsDetails, nextMs: home.next?.at.utcMs, writtenMs: now.utcMs)
    // A widget that stays old is no reason to refuse a tap.
    if (try? snapshot.write(to: file)) != nil { widgetChanged() }
  }

  /// Keeps what belongs to this phone alone.
  func keep(_ new: Preferences) throws {
    try new.write(to: preferencesFile)
    knownPreferences = new
  }

  /// Reads what could not be read at the start; whether it is known now and was not before.
  func readPreferences() -> Bool {
    guard knownPreferences == nil else { return false }
    knownPreferences = Preferences.read(from: preferencesFile)
    return knownPreferences != nil
  }

  /// Finishes writing and lets go of the file, for the moment the app leaves the screen.
  public func pause() async throws { try await store.pause() }
}
