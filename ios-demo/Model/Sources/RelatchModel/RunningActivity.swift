import Foundation
internal import RelatchKit

/// A running session as it stands outside the app. Its words are neutral unless the person asked for more.
public struct RunningActivity: Codable, Hashable, Sendable, Identifiable {
  /// The session.
  public let id: String
  /// What is running.
  public let title: String
  /// When its clock would have begun without pauses: a clock that counts from here shows its minutes.
  public let countsFrom: Date
  /// Its minutes, standing still while it is paused.
  public let standing: String?
  /// Since when.
  public let since: String
  /// Words of the button that pauses, or goes on.
  public let pauseButton: String
  /// Words of the button that finishes.
  public let finishButton: String
}

/// The part of `ActivityKit` that is needed.
public protocol SessionActivities: Sendable {
  /// Sessions that are shown.
  func shown() async -> [String]
  /// Shows a session, or brings it up to date; a phone that shows none does nothing.
  func show(_ activity: RunningActivity) async
  /// Takes a session away.
  func end(_ id: String) async
}

/// Shows nothing, for a phone without activities.
struct NoActivities: SessionActivities {
  func shown() async -> [String] { [] }
  func show(_ activity: RunningActivity) async {}
  func end(_ id: String) async {}
}

extension Desk {
  /// Brings what stands outside the app in line with what is running. A forgotten session has no clock to show.
  func showActivities(_ running: [Running]) async {
    let now = clock()
    let wanted = running.compactMap { activity($0, now) }
    for id in await activities.shown() where !wanted.contains(where: { $0.id == id }) { await activities.end(id) }
    for one in wanted { await activities.show(one) }
  }

  private func activity(_ running: Running, _ now: Now) -> RunningActivity? {
    guard let elapsed = running.elapsedMs else { return nil }
    let details = preferences.showsDetails
    return RunningActivity(
      id: running.id, title: details ? format.running(running) : format.text("activity.title"),
      countsFrom: Date(milliseconds: now.utcMs - elapsed), standing: running.paused ? format.ticking(elapsed) : nil,
      since: format.text("running.since", ["time": format.time(running.start)]),
      pauseButton: format.text(running.paused ? "running.resume" : "running.pause"),
      finishButton: format.text("running.finish"))
  }

  /// Pauses the running session, or goes on; for the buttons outside the app.
  public func pauseOrResume(session id: String) async throws {
    let changed = try await run { journal, now -> Changed? in
      guard let running = try journal.running(now: now).first(where: { $0.id == id }) else { return nil }
      let which = SessionSelector(kind: running.kind, baby: running.baby)
      return running.paused ? try journal.resume(which: which, now: now) : try journal.hold(which: which, now: now)
    }
    if let changed { try await follow(changed.home, changed.reminders) }
  }

  /// Finishes the running session; for the buttons outside the app.
  public func finish(session id: String) async throws {
    let logged = try await run { journal, now -> Logged? in
      guard let running = try journal.running(now: now).first(where: { $0.id == id }) else { return nil }
      let which = SessionSelector(kind: running.kind, baby: running.baby)
      return try journal.finish(which: which, how: FinishSession(), now: now)
    }
    if let logged { try await follow(logged.home, logged.reminders) }
  }

  /// Logs a pumping as just done, in one call, and says what was logged; for Siri and Shortcuts.
  public func logPump() async -> String {
    let id = newEntryId()
    do {
      let logged = try await run { journal, now in
        try journal.log(new: NewEntry(id: id, kind: .expression(expression: MilkExpression(method: .pump))), now: now)
      }
      try await follow(logged.home, logged.reminders)
      return said(logged)
    } catch { return words(error) }
  }

  /// Starts nursing, in one call, and says so; for Siri and Shortcuts.
  public func startNursing(left: Bool) async -> String {
    let new = StartSession(id: newEntryId(), kind: .nursing, side: left ? .left : .right)
    do {
      let changed = try await run { journal, now in try journal.start(new: new, now: now) }
      try await follow(changed.home, changed.reminders)
      return changed.home.running.first { $0.id == new.id }.map(format.running) ?? ""
    } catch { return words(error) }
  }

  private func said(_ logged: Logged) -> String {
    format.text(
      "undo.logged", ["what": format.kind(logged.entry.kind), "time": format.time(logged.entry.start)])
  }
}

extension Format {
  /// "nursing, left side".
  func running(_ running: Running) -> String {
    guard running.kind == .nursing else { return text("running.expression") }
    let words =
      running.side.map { text("running.nursing_side", ["side": side($0)]) } ?? text("running.nursing")
    return about(running.baby, words)
  }
}
