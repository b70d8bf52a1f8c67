import Foundation

/// The sentences of this package, from its string catalogue.
struct Texts: Sendable {
  static let shared = Texts(languages: Locale.preferredLanguages)

  #if os(Linux)
    // Xcode compiles a catalogue; on Linux, where only tests run, it is read as it is.
    private let sentences: [String: String]

    init(languages: [String]) {
      let catalogue = Bundle.module.url(forResource: "Relatch", withExtension: "xcstrings")
        .flatMap { try? Data(contentsOf: $0) }
        .flatMap { try? JSONDecoder().decode(Catalogue.self, from: $0) }
      let strings = catalogue?.strings ?? [:]
      let known = Set(strings.values.flatMap { $0.localizations.keys })
      let language =
        Bundle.preferredLocalizations(from: known.sorted(), forPreferences: languages).first
        ?? catalogue?.sourceLanguage ?? "en"
      sentences = strings.compactMapValues { $0.localizations[language]?.stringUnit?.value }
    }

    /// The sentence of a key, absent when there is none.
    func text(_ key: String) -> String? { sentences[key] }

    private struct Catalogue: Decodable {
      let sourceLanguage: String
      let strings: [String: Sentence]
    }
    private struct Sentence: Decodable {
      let localizations: [String: Localization]
    }
    private struct Localization: Decodable {
      let stringUnit: Unit?
    }
    private struct Unit: Decodable {
      let value: String
    }
  #else
    init(languages: [String]) {}

    /// The sentence of a key, absent when there is none.
    func text(_ key: String) -> String? {
      let text = Bundle.module.localizedString(forKey: key, value: "", table: "Relatch")
      return text.isEmpty ? nil : text
    }
  #endif
}
