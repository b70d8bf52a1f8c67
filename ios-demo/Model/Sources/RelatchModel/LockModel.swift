import Foundation
import Observation

/// The part of `LAContext` that is needed.
public protocol DeviceOwner: Sendable {
  /// Whether the phone has a code, a face or a finger to ask for.
  func canBeAsked() -> Bool
  /// Asks, saying what for.
  func isThere(reason: String) async -> Bool
}

/// Everything that the lock shows.
public struct LockScreen: Equatable, Sendable {
  /// Whether it covers the app.
  public var isLocked = false
  /// Above the button.
  public var title = ""
  /// Words of the button.
  public var button = ""
}

/// The lock of the app: the phone's own owner opens it; there is no second code to forget.
@Observable @MainActor public final class LockModel {
  /// What is shown.
  public private(set) var screen = LockScreen()
  private let desk: Desk

  /// A model on the shared desk; it begins locked where the person asked for it.
  public init(desk: Desk) {
    self.desk = desk
    close()
  }

  /// The app leaves the screen.
  public func close() {
    let format = desk.format
    let isWanted = desk.preferences.appLock && desk.owner.canBeAsked()
    screen = LockScreen(isLocked: isWanted, title: format.text("app.name"), button: format.text("lock.open"))
  }

  /// Asks for the owner of the phone. A phone that has lost its code has nobody to ask, and stays open.
  public func open() async {
    guard screen.isLocked else { return }
    let isOpen = await desk.owner.isThere(reason: desk.format.text("lock.reason"))
    if isOpen || !desk.owner.canBeAsked() { screen.isLocked = false }
  }
}
