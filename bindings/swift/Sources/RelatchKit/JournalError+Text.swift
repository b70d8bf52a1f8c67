import Foundation
import Relatch

extension JournalError: LocalizedError {
  /// What happened, in the person's language.
  public var errorDescription: String? { Texts.shared.text(textKey) }

  /// What the person can do about it, in the person's language.
  public var recoverySuggestion: String? { Texts.shared.text(textKey + "_hint") }

  /// The key of this case in the texts, such as `error_full`.
  public var textKey: String {
    switch self {
    case .NotFound: "error_not_found"
    case .Invalid: "error_invalid"
    case .Conflict: "error_conflict"
    case .Busy: "error_busy"
    case .Locked: "error_locked"
    case .KeyWrong: "error_key_wrong"
    case .Full: "error_full"
    case .Corrupt: "error_corrupt"
    case .Foreign: "error_foreign"
    case .NewerSchema: "error_newer_schema"
    case .Io: "error_io"
    case .Internal: "error_internal"
    }
  }
}
