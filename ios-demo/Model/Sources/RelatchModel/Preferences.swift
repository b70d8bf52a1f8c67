import Foundation

/// What this phone keeps beside the journal: nothing of the log.
struct Preferences: Codable, Equatable, Sendable {
  /// Asks for the owner of the phone before anything is shown.
  var appLock = false
  /// Widget and lock screen may say more than a time.
  var showsDetails = false

  static func read(from file: URL?) -> Preferences {
    guard let file, let data = try? Data(contentsOf: file) else { return Preferences() }
    return (try? JSONDecoder().decode(Preferences.self, from: data)) ?? Preferences()
  }

  func write(to file: URL?) throws {
    guard let file else { return }
    try JSONEncoder().encode(self).write(to: file, options: .atomic)
  }
}
