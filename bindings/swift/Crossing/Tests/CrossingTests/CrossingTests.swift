import Foundation
import Relatch
import Testing

@Suite struct CrossingTests {
  let now = Now(
    utcMs: 1_795_543_200_000, offsetS: 0, zone: "", monotonicMs: nil, bootId: nil, zoneTable: ZoneTable(transitions: [])
  )

  @Test func everyTypeGoesThereAndBack() throws {
    let journal = try Journal.openInMemory(now: now)
    let samples = CrossingSample.samples
    #expect(samples.count > 500)
    for begin in stride(from: 0, to: samples.count, by: 100) {
      let some = Array(samples[begin..<min(begin + 100, samples.count)])
      let back = try journal.faultEchoAll(samples: some)
      try #require(back.count == some.count)
      for (sent, received) in zip(some, back) where sent.json != received.json {
        Issue.record("\(sent) came back as \(received)")
      }
    }
  }

  @Test func everyErrorGoesThereAndBack() throws {
    let journal = try Journal.openInMemory(now: now)
    for sent in JournalError.samples {
      do {
        try journal.faultError(error: sent)
        Issue.record("\(sent) was not thrown")
      } catch let received as JournalError {
        #expect(received.json == sent.json)
      }
    }
  }

  @Test func aPanicIsAnErrorAndTheJournalGoesOn() throws {
    let journal = try Journal.openInMemory(now: now)
    let entry = NewEntry(id: "0190a6ee-7e1c-7cc3-98c4-dc0c0c07398f", kind: .note, note: "before")
    _ = try journal.log(new: entry, now: now)
    for _ in 0..<3 {
      #expect(throws: (any Error).self) { try journal.faultPanic() }
    }
    #expect(try journal.entry(id: entry.id).note == "before")
    let next = NewEntry(id: "0190a6ee-7e1c-7cc3-98c4-dc0c0c073990", kind: .note, note: "after")
    #expect(try journal.log(new: next, now: now).entry.note == "after")
    #expect(try journal.check().entries == 2)
  }
}
