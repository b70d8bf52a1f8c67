import Foundation
import RelatchKit

// What a call costs in Swift; `cargo xtask calls` runs it.

let minute = 60_000 as Int64
let begin = 1_795_543_200_000 as Int64

func now(_ utcMs: Int64) -> Now {
  Now(utcMs: utcMs, offsetS: 0, zone: "", monotonicMs: nil, bootId: nil, zoneTable: ZoneTable())
}

func entry(_ number: Int64, _ utcMs: Int64) -> NewEntry {
  let digits = String(number)
  let id = "00000000-0000-7000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
  return NewEntry(
    id: id, start: Stamp(utcMs: utcMs, offsetS: 0), kind: .expression(expression: MilkExpression(method: .pump)))
}

/// The best of nine rounds, in nanoseconds a call.
func measure(_ name: String, _ calls: Int, _ call: () throws -> Void) rethrows {
  let clock = ContinuousClock()
  var best = Int64.max
  for _ in 0..<9 {
    let took = try clock.measure {
      for _ in 0..<calls { try call() }
    }
    let nanoseconds = took.components.seconds * 1_000_000_000 + took.components.attoseconds / 1_000_000_000
    best = min(best, nanoseconds / Int64(calls))
  }
  print("swift", name, best)
}

let journal = try Journal.openInMemory(now: now(begin))
// Two weeks of nine sessions a day.
for number in 0..<126 as Range<Int64> {
  _ = try journal.log(new: entry(number + 1, begin - number * 160 * minute), now: now(begin))
}
let present = now(begin + minute)
try measure("noop", 2_000) { _ = try journal.importProgress() }
var number = 1_000 as Int64
try measure("tap", 50) {
  number += 1
  _ = try journal.log(new: entry(number, begin), now: present)
}
try measure("home", 200) { _ = try journal.home(now: present) }
try measure("week", 200) { _ = try journal.week(ending: nil, now: present) }
try measure("100-entries", 200) { _ = try journal.entries(query: EntryQuery(limit: 100)) }
