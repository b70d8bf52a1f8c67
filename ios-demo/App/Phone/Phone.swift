import ActivityKit
import LocalAuthentication
import RelatchModel
import WidgetKit

/// What this phone gives the models. Not built on Linux: parsed only.
@MainActor enum Phone {
  private static var made: Desk?

  /// The one desk of the app: its journal is open once, for the screens, Siri and the buttons outside.
  static func desk() throws -> Desk {
    if let made { return made }
    let new = try make()
    made = new
    return new
  }

  /// The journal in the app's own container; the widget's file in the shared one.
  private static func make() throws -> Desk {
    let support = URL.applicationSupportDirectory.appending(path: "Relatch", directoryHint: .isDirectory)
    let shared = FileManager.default.containerURL(forSecurityApplicationGroupIdentifier: "group.org.relatch.demo")
    return try Desk(
      folder: support, shared: shared, notifications: PhoneCentre(), activities: PhoneActivities(), owner: PhoneOwner()
    ) { WidgetCenter.shared.reloadAllTimelines() }
  }
}

/// The owner of the phone: face, finger, or its code.
struct PhoneOwner: DeviceOwner {
  func canBeAsked() -> Bool { LAContext().canEvaluatePolicy(.deviceOwnerAuthentication, error: nil) }

  func isThere(reason: String) async -> Bool {
    (try? await LAContext().evaluatePolicy(.deviceOwnerAuthentication, localizedReason: reason)) ?? false
  }
}

/// Live Activities, one a running session.
struct PhoneActivities: SessionActivities {
  func shown() async -> [String] { Activity<RunningAttributes>.activities.map(\.attributes.session) }

  func show(_ activity: RunningActivity) async {
    // A forgotten session takes its clock away after two hours.
    let content = ActivityContent(state: activity, staleDate: .now.addingTimeInterval(7_200))
    if let there = Activity<RunningAttributes>.activities.first(where: { $0.attributes.session == activity.id }) {
      await there.update(content)
    } else if ActivityAuthorizationInfo().areActivitiesEnabled {
      _ = try? Activity.request(attributes: RunningAttributes(session: activity.id), content: content)
    }
  }

  func end(_ id: String) async {
    for activity in Activity<RunningAttributes>.activities where activity.attributes.session == id {
      await activity.end(nil, dismissalPolicy: .immediate)
    }
  }
}
