import BackgroundTasks
import Observation
import RelatchModel
import SwiftUI
import UserNotifications

/// The app. Not built on Linux: parsed only.
@main struct RelatchApp: App {
  static let refresh = "org.relatch.demo.plan"
  @UIApplicationDelegateAdaptor private var delegate: AppDelegate
  @Environment(\.scenePhase) private var phase

  var body: some Scene {
    WindowGroup {
      if let app = delegate.app { RootView(app: app) }
    }
    .onChange(of: phase) { _, new in
      Task {
        if new == .active { await delegate.activate() }
        if new == .background { await delegate.leave() }
      }
    }
    .backgroundTask(.appRefresh(Self.refresh)) { await delegate.refresh() }
  }
}

/// What the system tells the app: answers to notifications, and that the time changed.
@Observable @MainActor final class AppDelegate: NSObject, UIApplicationDelegate, UNUserNotificationCenterDelegate {
  private(set) var app: AppModel?

  func application(
    _ application: UIApplication, didFinishLaunchingWithOptions options: [UIApplication.LaunchOptionsKey: Any]? = nil
  ) -> Bool {
    UNUserNotificationCenter.current().delegate = self
    start()
    return true
  }

  /// Once more when the first start could not reach the folder.
  private func start() { if app == nil { app = (try? Phone.desk()).map { AppModel(desk: $0) } } }

  func activate() async {
    start()
    await app?.activate()
  }

  func applicationSignificantTimeChange(_ application: UIApplication) {
    Task { await activate() }
  }

  /// Asks for a moment in the background, and lets go of the file.
  func leave() async {
    askForMoment()
    await app?.leave()
  }

  func refresh() async {
    askForMoment()
    await app?.refreshInBackground()
  }

  private func askForMoment() {
    let request = BGAppRefreshTaskRequest(identifier: RelatchApp.refresh)
    request.earliestBeginDate = .now.addingTimeInterval(6 * 3_600)
    try? BGTaskScheduler.shared.submit(request)
  }

  // What the system hands over does not cross to the main actor; its two names do.
  nonisolated func userNotificationCenter(
    _ centre: UNUserNotificationCenter, didReceive response: UNNotificationResponse
  ) async {
    let (notification, action) = (response.notification.request.identifier, response.actionIdentifier)
    await answer(notification: notification, action: action)
  }

  nonisolated func userNotificationCenter(
    _ centre: UNUserNotificationCenter, willPresent notification: UNNotification
  ) async -> UNNotificationPresentationOptions { [.banner, .sound] }

  private func answer(notification: String, action: String) async {
    start()
    await app?.answer(notification: notification, action: action)
  }
}
