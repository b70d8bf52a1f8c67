import Foundation

/// What the widget knows: a small file that the app writes whole; the widget never opens the journal.
public struct WidgetSnapshot: Codable, Equatable, Sendable {
  /// Version of the file; a widget shows nothing of one it does not know.
  public static let version = 2
  /// Name of the file in the shared folder.
  public static let fileName = "widget.json"

  /// Version it was written in.
  public let version: Int
  /// The time of the next session as text, absent when there is none.
  public let next: String?
  /// The time of the last session as text, absent before the first.
  public let last: String?
  /// Sessions of today as text.
  public let today: String
  /// Words above the next time.
  public let nextLabel: String
  /// Words of the button that logs.
  public let logButton: String
  /// Whether more than the next time may be shown.
  public let showsDetails: Bool
  /// Instant of the next session, in milliseconds since 1970.
  public let nextMs: Int64?
  /// When it was written, in milliseconds since 1970.
  public let writtenMs: Int64

  /// Writes the file whole, or leaves the old one.
  public func write(to file: URL) throws { try JSONEncoder().encode(self).write(to: file, options: .atomic) }

  /// Reads the file; absent when there is none, or one of another version.
  public static func read(from file: URL) -> WidgetSnapshot? {
    guard let data = try? Data(contentsOf: file) else { return nil }
    guard let found = try? JSONDecoder().decode(WidgetSnapshot.self, from: data) else { return nil }
    return found.version == version ? found : nil
  }
}
