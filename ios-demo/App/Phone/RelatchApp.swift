import BackgroundTasks
import RelatchModel
import SwiftUI
import UserNotifications

/// The app. Not built on Linux: parsed only.
@main struct RelatchApp: App {
  @UIApplicationDelegateAdaptor private var delegate: AppDelegate
  @Environment(\.scenePhase) private var phase

  var body: some Scene {
    WindowGroup {
      if let app = delegate.app { RootView(app: app) }
    }
    .onChange(of: phase) { _, new in
      Task {
        if new == .active { await delegate.app?.activate() }
        if new == .background { await delegate.app?.leave() }
      }
    }
    .backgroundTask(.appRefresh("org.relatch.demo.plan")) { await delegate.app?.refreshInBackground() }
  }
}

/// What the system tells the app: answers to notifications, and that the time changed.
@MainActor final class AppDelegate: NSObject, UIApplicationDelegate, UNUserNotificationCenterDelegate {
  private(set) var app: AppModel?

  func application(
    _ application: UIApplication, didFinishLaunchingWithOptions options: [UIApplication.LaunchOptionsKey: Any]? = nil
  ) -> Bool {
    UNUserNotificationCenter.current().delegate = self
    app = try? AppModel(desk: .onThisPhone())
    return true
  }

  func applicationSignificantTimeChange(_ application: UIApplication) {
    Task { await app?.activate() }
  }

  func userNotificationCenter(
    _ centre: UNUserNotificationCenter, didReceive response: UNNotificationResponse
  ) async {
    let isUnlocked = UIApplication.shared.isProtectedDataAvailable
    try? await app?.desk.answer(
      notification: response.notification.request.identifier, action: response.actionIdentifier, unlocked: isUnlocked)
  }
}

extension Desk {
  /// The journal in the app's own container; the widget's file in the shared one.
  static func onThisPhone() throws -> Desk {
    let support = URL.applicationSupportDirectory.appending(path: "Relatch", directoryHint: .isDirectory)
    let shared = FileManager.default.containerURL(forSecurityApplicationGroupIdentifier: "group.org.relatch.demo")
    return try Desk(folder: support, shared: shared, notifications: PhoneCentre())
  }
}
