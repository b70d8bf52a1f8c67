import Foundation
import RelatchKit
import Testing

@Suite struct NowTests {
  @Test func theZoneTableHoldsTheChangeThatComes() throws {
    let zone = try #require(TimeZone(identifier: "America/New_York"))
    let date = try #require(ISO8601DateFormatter().date(from: "2026-10-30T12:00:00Z"))
    let now = Now(at: date, in: zone)
    #expect(now.offsetS == -14_400)
    #expect(
      now.zoneTable.transitions == [ZoneTransition(atMs: 1_793_512_800_000, beforeS: -14_400, afterS: -18_000)])
  }

  @Test func theBootClockRunsForwardWithinOneBoot() throws {
    let first = try #require(BootClock.read())
    let second = try #require(BootClock.read())
    #expect(first.bootId != nil)
    #expect(first.bootId == second.bootId)
    #expect(first.monotonicMs <= second.monotonicMs)
    #expect(first.monotonicMs > 0)
  }

  @Test func idsAreTakenByTheJournalAndSortByTheirTime() throws {
    let ids = (0..<200).map { newEntryId(at: Date(milliseconds: 1_793_512_800_000 + $0)) }
    #expect(ids == ids.sorted())
    #expect(Set(ids + [newEntryId(), newEntryId()]).count == 202)
    for id in ids {
      let parsed = try #require(UUID(uuidString: id))
      #expect(parsed.uuid.6 >> 4 == 7 && parsed.uuid.8 >> 6 == 2)
    }
    let journal = try Journal.openInMemory(now: .current())
    let kept = try journal.log(new: NewEntry(id: ids[0], kind: .note, note: "x"), now: .current()).entry.id
    #expect(kept == ids[0])
  }

  @Test func aDateKeepsItsMillisecond() {
    for milliseconds in [-1, 0, 1, 1_793_512_800_123] as [Int64] {
      #expect(Date(milliseconds: milliseconds).milliseconds == milliseconds)
    }
  }
}
