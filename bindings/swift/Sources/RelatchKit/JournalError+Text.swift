import Foundation
import Relatch

extension JournalError: LocalizedError {
  /// What happened, in the person's language; for a field that was refused, what it takes.
  public var errorDescription: String? { text(in: .shared) }

  /// What the person can do about it, in the person's language.
  public var recoverySuggestion: String? { Texts.shared.text(textKey + "_hint") }

  /// What happened, in the language of `texts`; for a field that was refused, what it takes.
  public func text(in texts: Texts) -> String? {
    if case .Invalid(let field, _) = self, let sentence = texts.text("error.field.\(field)") { return sentence }
    return texts.text(textKey)
  }

  /// The key of this case in the texts, such as `error.full`.
  public var textKey: String {
    switch self {
    case .NotFound: "error.not_found"
    case .Invalid: "error.invalid"
    case .Conflict: "error.conflict"
    case .Busy: "error.busy"
    case .Locked: "error.locked"
    case .KeyWrong: "error.key_wrong"
    case .Full: "error.full"
    case .Corrupt: "error.corrupt"
    case .Foreign: "error.foreign"
    case .NewerSchema: "error.newer_schema"
    case .Io: "error.io"
    case .Internal: "error.internal"
    }
  }
}
