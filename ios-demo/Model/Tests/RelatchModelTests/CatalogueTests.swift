import Foundation
import RelatchKit
import Testing

/// Apple wants some sentences in files of its own; they say what the one catalogue says.
@Suite struct CatalogueTests {
  static let resources = SourceTests.demo.appendingPathComponent("App/Resources")
  static let texts = ["en", "fr"].map { Texts(languages: [$0]) }

  /// A catalogue of Apple's format: each key with its sentence in both languages.
  private func catalogue(_ sentences: [String: (key: String, app: String)]) throws -> String {
    var strings: [String: Any] = [:]
    for (name, sentence) in sentences {
      var localizations: [String: Any] = [:]
      for texts in Self.texts {
        let value = try #require(texts.text(sentence.key, ["app": sentence.app]))
        localizations[texts.language] = ["stringUnit": ["state": "translated", "value": value]]
      }
      strings[name] = ["extractionState": "manual", "localizations": localizations]
    }
    let whole: [String: Any] = ["sourceLanguage": "en", "strings": strings, "version": "1.0"]
    let data = try JSONSerialization.data(withJSONObject: whole, options: [.prettyPrinted, .sortedKeys])
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  /// A file that is not there yet is written, and fails once.
  private func compare(_ name: String, _ text: String) throws {
    let file = Self.resources.appendingPathComponent(name)
    guard let known = try? String(contentsOf: file, encoding: .utf8) else {
      try text.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("\(name) was not there; it is now")
      return
    }
    #expect(known == text, "\(name) is not what texts/ says; delete it and run again")
  }

  @Test func theQuestionOfTheLockIsTranslated() throws {
    try compare(
      "InfoPlist.xcstrings", try catalogue(["NSFaceIDUsageDescription": ("lock.reason", "")]))
  }

  @Test func siriIsSpokenToInBothLanguages() throws {
    let app = "${applicationName}"
    let phrases = ["log_pump", "nurse_left", "nurse_right"].map { "intent.\($0)_phrase" }
    try compare(
      "AppShortcuts.xcstrings",
      try catalogue(Dictionary(uniqueKeysWithValues: phrases.map { ("\($0) \(app)", ($0, app)) })))
    let code = try SourceTests.sources("App/Phone").first { $0.name == "Shortcuts.swift" }?.text ?? ""
    for phrase in phrases { #expect(code.contains("[\"\(phrase) \\(.applicationName)\"]")) }
  }

  @Test func everySentenceOutsideTheScreensIsInTheCatalogue() throws {
    var found = 0
    for (name, text) in try SourceTests.sources("App") {
      for match in text.matches(of: /"([^"]+)", table(?:Name)?: "Relatch"/) {
        found += 1
        for texts in Self.texts { #expect(texts.text(String(match.1)) != nil, "\(name): \(match.1)") }
      }
      // Whatever the system shows by itself names its table.
      #expect(
        text.firstMatch(of: /LocalizedStringResource\((?!"[a-z_.]+", table: "Relatch"\))/) == nil, "\(name)")
    }
    #expect(found >= 15)
  }

  @Test func everyCatalogueHasBothLanguages() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.resources.path)
      .filter { $0.hasSuffix(".xcstrings") }
    let shared = SourceTests.demo.deletingLastPathComponent()
      .appendingPathComponent("bindings/swift/Sources/RelatchKit/Resources/Relatch.xcstrings")
    let files = names.map { Self.resources.appendingPathComponent($0) } + [shared]
    #expect(files.count == 3)
    for file in files {
      let whole = try JSONSerialization.jsonObject(with: try Data(contentsOf: file)) as? [String: Any]
      let strings = try #require(whole?["strings"] as? [String: [String: Any]])
      #expect(!strings.isEmpty)
      for (key, entry) in strings {
        let languages = (entry["localizations"] as? [String: Any])?.keys.sorted()
        #expect(languages == ["en", "fr"], "\(file.lastPathComponent): \(key)")
      }
    }
  }
}
