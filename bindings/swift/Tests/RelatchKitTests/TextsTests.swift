import Foundation
import RelatchKit
import Testing

@Suite struct TextsTests {
  let english = Texts(languages: ["en-US"])
  let french = Texts(languages: ["fr-CA", "en"])

  @Test func aSentenceTakesItsValues() {
    #expect(english.text("home.next", ["time": "14:40"]) == "Next 14:40, or when you are ready")
    #expect(french.text("home.next", ["time": "14:40"]) == "Prochaine à 14:40, ou quand vous voulez")
    #expect(english.text("no.such.key") == nil)
  }

  @Test func aNumberChoosesTheForm() {
    #expect(english.text("count.sessions", ["sessions": "0"], count: 0) == "0 sessions")
    #expect(english.text("count.sessions", ["sessions": "1"], count: 1) == "1 session")
    #expect(french.text("count.sessions", ["sessions": "0"], count: 0) == "0 séance")
    #expect(french.text("count.sessions", ["sessions": "2"], count: 2) == "2 séances")
  }

  @Test func anUnknownLanguageReadsEnglish() {
    #expect(Texts(languages: ["tlh"]).text("button.save") == "Save")
  }

  @Test func aRefusedFieldSaysWhatItTakes() {
    let error = JournalError.Invalid(field: "volume", reason: "for engineers")
    #expect(error.text(in: english) == "An amount lies between 0 and 1000 ml.")
    let unknown = JournalError.Invalid(field: "no_field", reason: "for engineers")
    #expect(unknown.text(in: english) == "Something in it does not fit.")
  }

  @Test func everyErrorHasASentenceAndAHint() {
    let all: [JournalError] = [
      .NotFound(what: ""), .Invalid(field: "", reason: ""), .Conflict(reason: ""), .Busy, .Locked, .KeyWrong, .Full,
      .Corrupt, .Foreign, .NewerSchema(found: 0, known: 0), .Io(reason: ""), .Internal(reason: ""),
    ]
    for error in all {
      #expect(error.errorDescription?.isEmpty == false, "\(error)")
      #expect(error.recoverySuggestion?.isEmpty == false, "\(error)")
    }
    #expect(JournalError.Busy.localizedDescription == JournalError.Busy.errorDescription)
  }
}
