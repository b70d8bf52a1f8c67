import AppIntents

/// What Siri and Shortcuts offer; the phrases stand in AppShortcuts.xcstrings. Not built on Linux: parsed only.
struct Shortcuts: AppShortcutsProvider {
  static var appShortcuts: [AppShortcut] {
    AppShortcut(
      intent: LogPumpIntent(), phrases: ["intent.log_pump_phrase \(.applicationName)"],
      shortTitle: LocalizedStringResource("intent.log_pump", table: "Relatch"), systemImageName: "drop")
    AppShortcut(
      intent: StartNursingLeftIntent(), phrases: ["intent.nurse_left_phrase \(.applicationName)"],
      shortTitle: LocalizedStringResource("intent.nurse_left", table: "Relatch"), systemImageName: "play")
    AppShortcut(
      intent: StartNursingRightIntent(), phrases: ["intent.nurse_right_phrase \(.applicationName)"],
      shortTitle: LocalizedStringResource("intent.nurse_right", table: "Relatch"), systemImageName: "play")
  }
}
