import Foundation
import Relatch

/// Takes the calls of an app off the main thread, one after the other.
///
/// ```swift
/// let store = JournalStore(path: path)
/// let logged = try await store.run { journal in try journal.log(new: entry, now: .current()) }
/// ```
///
/// The journal is opened by the first call. Every call of one store runs in the order in which it was made.
public actor JournalStore {
  private let opening: @Sendable () throws -> Journal
  private var opened: Journal?

  /// A store for the journal at a path.
  ///
  /// - Parameters:
  ///   - path: The file in the app's own container.
  ///   - key: The 32-byte key of an encrypted journal.
  public init(path: String, key: Data? = nil) {
    opening = { @Sendable in try Journal.open(path: path, key: key, now: .current()) }
  }

  /// A store for a journal in memory, for previews and tests.
  public init() {
    opening = { @Sendable in try Journal.openInMemory(now: .current()) }
  }

  /// Runs one or more calls on the journal, away from the main thread.
  ///
  /// - Parameter work: The calls; what they give back must be a value.
  /// - Returns: What `work` gives back.
  public func run<Value: Sendable>(_ work: @Sendable (Journal) throws -> Value) throws -> Value {
    try work(try journal())
  }

  /// Finishes writing and lets go of the file, for the moment the app goes to the background.
  ///
  /// A phone ends an app that holds a locked file while it is suspended. The next call opens the file again.
  public func pause() throws {
    try opened?.pause()
  }

  private func journal() throws -> Journal {
    if let opened { return opened }
    let journal = try opening()
    opened = journal
    return journal
  }
}
