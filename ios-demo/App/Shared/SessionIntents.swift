import AppIntents
import RelatchModel

// Titles come from the catalogue that `cargo xtask texts` writes. Not built on Linux: parsed only.
// A widget names these intents; they run in the app, which alone has the journal.

/// "Log a pump": one call, as a tap on the tile.
struct LogPumpIntent: AppIntent {
  static let title = LocalizedStringResource("intent.log_pump", table: "Relatch")
  static let description = IntentDescription(LocalizedStringResource("intent.log_pump_detail", table: "Relatch"))

  func perform() async throws -> some IntentResult & ProvidesDialog {
    #if WIDGET
      return .result(dialog: "")
    #else
      let said = try await Phone.desk().logPump()
      return .result(dialog: "\(said)")
    #endif
  }
}

/// "Start nursing left".
struct StartNursingLeftIntent: AppIntent {
  static let title = LocalizedStringResource("intent.nurse_left", table: "Relatch")
  static let description = IntentDescription(LocalizedStringResource("intent.nurse_left_detail", table: "Relatch"))

  func perform() async throws -> some IntentResult & ProvidesDialog {
    #if WIDGET
      return .result(dialog: "")
    #else
      let said = try await Phone.desk().startNursing(left: true)
      return .result(dialog: "\(said)")
    #endif
  }
}

/// "Start nursing right".
struct StartNursingRightIntent: AppIntent {
  static let title = LocalizedStringResource("intent.nurse_right", table: "Relatch")
  static let description = IntentDescription(LocalizedStringResource("intent.nurse_right_detail", table: "Relatch"))

  func perform() async throws -> some IntentResult & ProvidesDialog {
    #if WIDGET
      return .result(dialog: "")
    #else
      let said = try await Phone.desk().startNursing(left: false)
      return .result(dialog: "\(said)")
    #endif
  }
}

/// The pause button of a running session outside the app.
struct PauseSessionIntent: LiveActivityIntent {
  static let title = LocalizedStringResource("intent.pause", table: "Relatch")
  static let isDiscoverable = false
  @Parameter(title: LocalizedStringResource("activity.title", table: "Relatch")) var session: String

  init() {}
  init(session: String) { self.session = session }

  func perform() async throws -> some IntentResult {
    #if !WIDGET
      try await Phone.desk().pauseOrResume(session: session)
    #endif
    return .result()
  }
}

/// The finish button of a running session outside the app.
struct FinishSessionIntent: LiveActivityIntent {
  static let title = LocalizedStringResource("intent.finish", table: "Relatch")
  static let isDiscoverable = false
  @Parameter(title: LocalizedStringResource("activity.title", table: "Relatch")) var session: String

  init() {}
  init(session: String) { self.session = session }

  func perform() async throws -> some IntentResult {
    #if !WIDGET
      try await Phone.desk().finish(session: session)
    #endif
    return .result()
  }
}
