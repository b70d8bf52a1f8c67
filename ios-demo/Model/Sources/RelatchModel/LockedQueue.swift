import Foundation

/// Answers to notifications given before the first unlock: one new small file each, so that nothing is ever rewritten.
public struct LockedQueue: Sendable {
  let folder: URL

  struct Waiting: Sendable {
    let file: URL
    let line: String
  }

  private struct Line: Encodable {
    let v = 1
    let notification: String
    let action: String
    let at_ms: Int64
    let offset_s: Int32
  }

  /// A queue in a folder that can be written while the phone is locked.
  public init(folder: URL) { self.folder = folder }

  /// Writes one answer: the notification, the action and the time, nothing else.
  public func add(notification: String, action: String, atMs: Int64, offsetS: Int32) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let line = Line(notification: notification, action: action, at_ms: atMs, offset_s: offsetS)
    let file = folder.appendingPathComponent("\(atMs)-\(UUID().uuidString).json")
    #if canImport(Darwin)
      // A file of no protection: the key of any other class is not there before the first unlock.
      try JSONEncoder().encode(line).write(to: file, options: [.atomic, .noFileProtection])
    #else
      try JSONEncoder().encode(line).write(to: file, options: .atomic)
    #endif
  }

  func waiting() throws -> [Waiting] {
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "json" }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
      .map { Waiting(file: $0, line: String(decoding: try Data(contentsOf: $0), as: UTF8.self)) }
  }

  func remove(_ taken: [Waiting]) throws {
    for one in taken { try FileManager.default.removeItem(at: one.file) }
  }
}
