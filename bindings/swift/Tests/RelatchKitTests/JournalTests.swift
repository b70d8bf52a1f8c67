import Foundation
import RelatchKit
import Testing

@Suite struct JournalTests {
  @Test func anEntryComesBackAsItWasLogged() async throws {
    let store = JournalStore()
    let new = NewEntry(
      id: UUID().uuidString.lowercased(), start: Stamp(Date()),
      kind: .expression(expression: MilkExpression(method: .pump, total: .measured(microlitres: 12_000, unit: .ml))),
      note: "nuit \u{1F931}")
    let logged = try await store.run { try $0.log(new: new, now: .current()) }
    #expect(logged.entry.note == new.note)
    #expect(logged.entry.kind == new.kind)
    #expect(logged.entry.start == new.start)
    #expect(logged.home.sinceMin == 0)
  }

  @Test func aPausedStoreOpensAgain() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = JournalStore(path: folder.appendingPathComponent("journal.db").path)
    let entry = NewEntry(id: UUID().uuidString.lowercased(), kind: .note, note: "kept")
    _ = try await store.run { try $0.log(new: entry, now: .current()) }
    try await store.pause()
    #expect(try await store.run { try $0.entry(id: entry.id).note } == "kept")
  }
}
