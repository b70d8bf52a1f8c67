import RelatchModel
import UIKit
import UserNotifications

/// `UNUserNotificationCenter` in the shape that the model asks for. Not built on Linux: parsed only.
struct PhoneCentre: UserNotificationCentre {
  private var centre: UNUserNotificationCenter { .current() }

  func add(_ request: NotificationRequest) async throws {
    let content = UNMutableNotificationContent()
    content.body = request.body
    content.categoryIdentifier = request.category
    content.sound = request.silent ? nil : .default
    let trigger = UNCalendarNotificationTrigger(dateMatching: request.components, repeats: false)
    try await centre.add(UNNotificationRequest(identifier: request.identifier, content: content, trigger: trigger))
  }

  func removePendingNotificationRequests(withIdentifiers identifiers: [String]) async {
    centre.removePendingNotificationRequests(withIdentifiers: identifiers)
  }

  func removeDeliveredNotifications(withIdentifiers identifiers: [String]) async {
    centre.removeDeliveredNotifications(withIdentifiers: identifiers)
  }

  func pendingNotificationRequests() async -> [NotificationRequest] {
    await centre.pendingNotificationRequests().compactMap { request in
      guard let trigger = request.trigger as? UNCalendarNotificationTrigger else { return nil }
      return NotificationRequest(
        identifier: request.identifier, body: request.content.body, silent: request.content.sound == nil,
        category: request.content.categoryIdentifier, components: trigger.dateComponents)
    }
  }

  func deliveredIdentifiers() async -> [String] {
    await centre.deliveredNotifications().map(\.request.identifier)
  }

  func setButtons(_ buttons: [NotificationButton], category: String) async {
    let actions = buttons.map { UNNotificationAction(identifier: $0.identifier, title: $0.title) }
    centre.setNotificationCategories([
      UNNotificationCategory(identifier: category, actions: actions, intentIdentifiers: [])
    ])
  }

  func isAuthorized() async -> Bool { await centre.notificationSettings().authorizationStatus == .authorized }

  func requestAuthorization() async -> Bool {
    (try? await centre.requestAuthorization(options: [.alert, .sound])) ?? false
  }

  func openSettings() async {
    guard let settings = URL(string: UIApplication.openNotificationSettingsURLString) else { return }
    await UIApplication.shared.open(settings)
  }
}
