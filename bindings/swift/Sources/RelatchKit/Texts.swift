import Foundation

/// The sentences of Relatch, by key, in the person's language.
///
/// Keys are those that records carry (`labelKey`, `textKey`) and those of an app's own screens; `texts/en.toml` has all.
public struct Texts: Sendable {
  /// The sentences in the language that the device is set to.
  public static let shared = Texts(languages: Locale.preferredLanguages)

  /// The language of the sentences, such as "fr".
  public let language: String

  /// The sentence of a key; absent when there is none.
  ///
  /// - Parameters:
  ///   - key: Its key, such as "home.next".
  ///   - values: What stands for each name in braces, already written with its unit: `["time": "14:40"]`.
  ///   - count: The number that chooses between the forms of a counted sentence.
  public func text(_ key: String, _ values: [String: String] = [:], count: Int = 0) -> String? {
    guard var text = sentence(key, count) else { return nil }
    for (name, value) in values {
      text = text.replacingOccurrences(of: "{\(name)}", with: value)
    }
    return text
  }

  #if os(Linux)
    // Xcode compiles a catalogue; on Linux, where only tests run, it is read as it is.
    private let strings: [String: Entry]

    /// Sentences in the first of these languages that is there, or in English.
    public init(languages: [String]) {
      let catalogue = Bundle.module.url(forResource: "Relatch", withExtension: "xcstrings")
        .flatMap { try? Data(contentsOf: $0) }
        .flatMap { try? JSONDecoder().decode(Catalogue.self, from: $0) }
      strings = catalogue?.strings ?? [:]
      let known = Set(strings.values.flatMap { $0.localizations.keys })
      // "fr-CA" is read in "fr".
      let codes = languages.compactMap { $0.split(separator: "-").first.map(String.init) }
      language = codes.first(where: known.contains) ?? catalogue?.sourceLanguage ?? "en"
    }

    private func sentence(_ key: String, _ count: Int) -> String? {
      guard let found = strings[key]?.localizations[language] else { return nil }
      guard let forms = found.substitutions?["count"]?.variations.plural else { return found.stringUnit.value }
      // French counts 0 as one, English does not.
      let isOne = count == 1 || (count == 0 && language == "fr")
      return forms[isOne ? "one" : "other"]?.stringUnit.value.replacingOccurrences(of: "%%", with: "%")
    }

    private struct Catalogue: Decodable {
      let sourceLanguage: String
      let strings: [String: Entry]
    }
    private struct Entry: Decodable {
      let localizations: [String: Localization]
    }
    private struct Localization: Decodable {
      let stringUnit: Unit
      let substitutions: [String: Substitution]?
    }
    private struct Substitution: Decodable {
      let variations: Variations
    }
    private struct Variations: Decodable {
      let plural: [String: Form]
    }
    private struct Form: Decodable {
      let stringUnit: Unit
    }
    private struct Unit: Decodable {
      let value: String
    }
  #else
    private let bundle: Bundle

    /// Sentences in the first of these languages that is there, or in English.
    public init(languages: [String]) {
      let known = Bundle.module.localizations
      language = Bundle.preferredLocalizations(from: known, forPreferences: languages).first ?? "en"
      bundle = Bundle.module.path(forResource: language, ofType: "lproj").flatMap(Bundle.init(path:)) ?? Bundle.module
    }

    private func sentence(_ key: String, _ count: Int) -> String? {
      let absent = "\u{0}"
      let text = bundle.localizedString(forKey: key, value: absent, table: "Relatch")
      if text == absent { return nil }
      // Only a counted sentence is a format; all others hold no percent sign that means anything.
      return text.contains("%#@count@") ? String(format: text, locale: Locale(identifier: language), count) : text
    }
  #endif
}
