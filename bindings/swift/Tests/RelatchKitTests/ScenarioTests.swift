import Foundation
import RelatchKit
import Testing

/// The files of `tests/scenarios`, whose README has the format; this runner knows none of them.
@Suite struct ScenarioTests {
  static let folder = URL(
    fileURLWithPath: ProcessInfo.processInfo.environment["RELATCH_SCENARIOS"].flatMap { $0.isEmpty ? nil : $0 }
      ?? URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../../tests/scenarios").standardized.path)

  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".json") }.sorted()
  }()

  @Test(arguments: names) func scenario(name: String) throws {
    try Scenario.run(Data(contentsOf: Self.folder.appendingPathComponent(name)))
  }

  @Test func thereAreScenarios() { #expect(Self.names.count > 20) }

  @Test func whatAScenarioDoesNotKnowFailsIt() throws {
    func run(_ step: String) throws {
      try Scenario.run(Data(#"{"about":"a","rule":"r","steps":[\#(step)]}"#.utf8))
    }
    let now = #""now":"2026-11-24T13:00:00-05:00""#
    try run(#"{"call":"home",\#(now),"expect":{"last_ms":null}}"#)
    let wrong = [
      #"{"call":"hom",\#(now)}"#,
      #"{"call":"home",\#(now),"expects":{}}"#,
      #"{"call":"home",\#(now),"args":{"day":null}}"#,
      #"{"call":"home",\#(now),"expect":{"last_ms":0}}"#,
      #"{"call":"home",\#(now),"error":{"kind":"invalid"}}"#,
      #"{"call":"undo",\#(now),"error":{"kind":"invalid"}}"#,
      #"{"call":"undo",\#(now)}"#,
      #"{"call":"log",\#(now),"args":{"new":{"id":"@id 1","kind":"note","not":"x"}}}"#,
      #"{"call":"home"}"#,
    ]
    for step in wrong {
      #expect(throws: (any Error).self, "\(step)") { try run(step) }
    }
  }
}
