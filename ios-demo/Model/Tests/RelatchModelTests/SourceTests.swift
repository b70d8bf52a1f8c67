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
    // A literal in one of these would be a sentence that no translator sees.
    let literal = /(?:Text|Button|Toggle|TextField|Label|NavigationLink|Section)\(\s*"[^"]/
    for (name, text) in try Self.sources("App/Views") {
      #expect(text.firstMatch(of: literal) == nil, "\(name)")
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

  @Test func propertyListsAreReadAndCollectNothing() throws {
    func list(_ name: String) throws -> [String: Any] {
      let data = try Data(contentsOf: Self.demo.appendingPathComponent("App/Resources/\(name)"))
      return try #require(try PropertyListSerialization.propertyList(from: data, format: nil) as? [String: Any])
    }
    let privacy = try list("PrivacyInfo.xcprivacy")
    #expect(privacy["NSPrivacyTracking"] as? Bool == false)
    for key in ["NSPrivacyTrackingDomains", "NSPrivacyCollectedDataTypes"] {
      #expect((privacy[key] as? [Any])?.isEmpty == true, "\(key)")
    }
    #expect(try list("Relatch.entitlements").keys.allSatisfy { !$0.contains("network") })
    #expect((try list("Info.plist")["CFBundleLocalizations"] as? [String]) == ["en", "fr"])
  }
}
