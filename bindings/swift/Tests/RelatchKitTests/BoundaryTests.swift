import Foundation
import RelatchKit
import Testing

/// What an app can get wrong at the boundary arrives as a typed error, never as a crash.
@Suite struct BoundaryTests {
  let now = Now.current()

  private func refusal(_ work: () throws -> Void) -> String {
    do {
      try work()
      return "no refusal"
    } catch JournalError.Invalid(let field, let reason) {
      #expect(!reason.isEmpty)
      return field
    } catch {
      return "\(error)"
    }
  }

  private func note(_ id: String) -> NewEntry { NewEntry(id: id, kind: .note, note: "a") }

  @Test func wrongInputNamesItsField() throws {
    let journal = try Journal.openInMemory(now: now)
    let id = UUID().uuidString.lowercased()
    #expect(refusal { _ = try journal.log(new: note("x"), now: now) } == "id")
    #expect(refusal { _ = try journal.entry(id: "") } == "id")
    #expect(refusal { _ = try journal.day(day: "2026-02-30", now: now) } == "day")
    let negative = MilkExpression(method: .pump, total: .measured(microlitres: -1, unit: .ml))
    let entry = NewEntry(id: id, kind: .expression(expression: negative))
    #expect(refusal { _ = try journal.log(new: entry, now: now) } == "total")
    var zone = note(id)
    zone = NewEntry(id: id, start: Stamp(utcMs: now.utcMs, offsetS: 999_999), kind: zone.kind, note: zone.note)
    #expect(refusal { _ = try journal.log(new: zone, now: now) } == "start")
    #expect(refusal { _ = try Journal.open(path: "/tmp/none", key: Data(count: 32), now: now) } == "key")
    #expect(refusal { _ = try Journal.open(path: "", key: nil, now: now) } == "path")
    #expect(refusal { _ = try journal.home(now: Now(at: Date(timeIntervalSince1970: 0), in: .gmt)) } == "now")
  }

  @Test func aPathThatCannotBeOpenedIsIo() {
    #expect(throws: JournalError.self) { try Journal.open(path: "/no/such/folder/journal.db", key: nil, now: now) }
    do {
      _ = try Journal.open(path: "/", key: nil, now: now)
      Issue.record("a folder was opened")
    } catch JournalError.Io {
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test func tenThousandEntriesComeByPages() throws {
    let journal = try Journal.openInMemory(now: now)
    var csv = "id,child_id,child_first_name,child_last_name,start,end,duration,amount,notes,tags\n"
    for index in 0..<10_000 {
      let minute = index % 60
      let hour = index / 60 % 24
      let day = index / 1_440
      let time = String(format: "2026-01-%02d %02d:%02d:00", day + 1, hour, minute)
      csv += "\(index + 1),1,Ada,,\(time),\(time),0:00:00,\(index % 200).0,,\n"
    }
    let file = ImportFile(name: "Pumping.csv", contents: Data(csv.utf8))
    let answers = ImportAnswers(
      zone: ImportZone(name: "", offsetS: 0, zoneTable: ZoneTable()), volumeUnit: .ml, massUnit: .g,
      medicineFor: .parent)
    let report = try journal.import(files: [file], answers: answers, now: now)
    #expect(report.added == 10_000)
    var ids = Set<String>()
    var last = Int64.min
    var cursor: String?
    repeat {
      let page = try journal.entries(query: EntryQuery(limit: 1_000, after: cursor))
      for entry in page.entries {
        #expect(entry.start.utcMs >= last)
        last = entry.start.utcMs
        ids.insert(entry.id)
      }
      cursor = page.cursor
    } while cursor != nil
    #expect(ids.count == 10_000)
    #expect(try journal.entries(query: EntryQuery(fromMs: last + 1)).entries.isEmpty)
  }

  @Test func fourThreadsShareOneJournal() async throws {
    let journal = try Journal.openInMemory(now: now)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          for _ in 0..<50 {
            let logged = try journal.log(new: note(UUID().uuidString.lowercased()), now: now)
            #expect(try journal.entry(id: logged.entry.id) == logged.entry)
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try journal.check().entries == 200)
  }

  @Test func theShippedLibraryCannotBeMadeToPanic() throws {
    let folder = ProcessInfo.processInfo.environment["RUST_LIB_DIR"].flatMap { $0.isEmpty ? nil : $0 }
    let library = (folder ?? "../../target/debug") + "/librelatch.so"
    let bytes = try Data(contentsOf: URL(fileURLWithPath: library), options: .mappedIfSafe)
    #expect(bytes.range(of: Data("method_journal_log".utf8)) != nil)
    #expect(bytes.range(of: Data("fault_panic".utf8)) == nil)
  }
}
