import Foundation
import RelatchKit
import Testing

/// What the app's sources must not hold.
@Suite struct SourceTests {
  static let demo = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func sources(_ folder: String, _ ending: String = "swift") throws -> [(name: String, text: String)] {
    let root = demo.appendingPathComponent(folder)
    let names = try FileManager.default.subpathsOfDirectory(atPath: root.path).filter { $0.hasSuffix(".\(ending)") }
    return try names.map { ($0, try String(contentsOf: root.appendingPathComponent($0), encoding: .utf8)) }
  }

  @Test func viewsSeeModelsOnly() throws {
    let views = try Self.sources("App")
    #expect(views.count >= 10)
    for (name, text) in views {
      for line in text.split(separator: "\n") where line.hasPrefix("import ") {
        #expect(!line.contains("Relatch") || line == "import RelatchModel", "\(name): \(line)")
      }
    }
    for (name, text) in try Self.sources("Model/Sources") {
      #expect(
        !text.contains("\nimport Relatch") && !text.contains("public import"), "\(name) would show the core's types")
    }
  }

  @Test func nothingReachesTheNetwork() throws {
    let words = [
      "URLSession", "import Network", "NWConnection", "CFSocket", "CFStream", "http://", "https://", "WKWebView",
    ]
    for (name, text) in try Self.sources("App") + Self.sources("Model/Sources") {
      for word in words { #expect(!text.contains(word), "\(name): \(word)") }
    }
  }

  @Test func viewsHaveNoWordsOfTheirOwn() throws {
    // A literal in one of these would be a sentence that no translator sees; outside the screens it names its table.
    let literal =
      /(?:Text|Button|Toggle|TextField|Label|NavigationLink|Section|Menu|DatePicker|Picker|navigationTitle|accessibilityLabel)\(\s*"[^"]+"(?!, tableName: "Relatch")/
    for (name, text) in try Self.sources("App") {
      #expect(text.firstMatch(of: literal) == nil, "\(name)")
    }
  }

  @Test func viewsHoldNoLogic() throws {
    // What a view decides is which of the model's properties it shows; it neither counts, writes nor asks the clock.
    let words = [
      "Date()", "Date.now", "Calendar", "Formatter", "String(format", ".formatted(", "UserDefaults", "Locale",
    ]
    for (name, text) in try Self.sources("App/Views") {
      for word in words { #expect(!text.contains(word), "\(name): \(word)") }
    }
  }

  @Test func everyKeyHasASentenceInBothLanguages() throws {
    let (english, french) = (Texts(languages: ["en"]), Texts(languages: ["fr"]))
    var keys = 0
    for (name, text) in try Self.sources("Model/Sources") where !name.hasSuffix("Symbols.swift") {
      for match in text.matches(of: /"([a-z]+(?:_[a-z]+)*(?:\.[a-z_]+)+)"/) {
        let key = String(match.1)
        if ["journal.db", "widget.json", "preferences.json", "relatch.session"].contains(key) || key.hasSuffix(".") {
          continue
        }
        keys += 1
        #expect(english.text(key) != nil && french.text(key) != nil, "\(name): \(key)")
      }
    }
    #expect(keys > 150)
  }

  private func list(_ name: String) throws -> [String: Any] {
    let data = try Data(contentsOf: Self.demo.appendingPathComponent("App/\(name)"))
    return try #require(try PropertyListSerialization.propertyList(from: data, format: nil) as? [String: Any])
  }

  @Test func everyPropertyListIsRead() throws {
    let found = try ["plist", "xcprivacy", "entitlements"].flatMap { try Self.sources("App", $0).map(\.name) }
    #expect(found.count == 4)
    for name in found { #expect(!(try list(name)).isEmpty, "\(name)") }
    let info = try list("Resources/Info.plist")
    #expect(info["CFBundleLocalizations"] as? [String] == ["en", "fr"])
    #expect(info["NSSupportsLiveActivities"] as? Bool == true)
    // What asks for the internet, for a place or for anybody else's data is not there.
    let asked = info.keys.filter { $0.hasSuffix("UsageDescription") || $0.contains("AppTransport") }
    #expect(asked == ["NSFaceIDUsageDescription"])
    let extended = try list("Widget/Info.plist")["NSExtension"] as? [String: String]
    #expect(extended?["NSExtensionPointIdentifier"] == "com.apple.widgetkit-extension")
  }

  @Test func thePrivacyManifestCollectsNothing() throws {
    let privacy = try list("Resources/PrivacyInfo.xcprivacy")
    #expect(privacy["NSPrivacyTracking"] as? Bool == false)
    for key in ["NSPrivacyTrackingDomains", "NSPrivacyCollectedDataTypes", "NSPrivacyAccessedAPITypes"] {
      #expect((privacy[key] as? [Any])?.isEmpty == true, "\(key)")
    }
  }

  @Test func entitlementsProtectAndNothingElse() throws {
    let entitlements = try list("Resources/Relatch.entitlements")
    #expect(
      Set(entitlements.keys) == [
        "com.apple.security.application-groups", "com.apple.developer.default-data-protection",
      ])
  }

  @Test func theJournalIsNotInTheSharedFolder() throws {
    let phone = try #require(try Self.sources("App/Phone").first { $0.name == "Phone.swift" }?.text)
    #expect(phone.contains("folder: support, shared: shared"))
    for (name, text) in try Self.sources("App/Widget") {
      #expect(
        !text.contains("Journal") && !text.contains("Desk"), "\(name): a widget reads its snapshot and nothing else")
    }
  }
}
