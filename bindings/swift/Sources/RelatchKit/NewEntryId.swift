import Foundation
import Relatch

/// A new id for one thing a person does: make it once, and use it again when the call is repeated.
///
/// It is a UUID of version 7, which begins with its time: entries made one after the other lie together on disk, and a
/// tap changes fewer pages.
///
/// - Parameter date: When the person did it; now unless said.
public func newEntryId(at date: Date = Date()) -> EntryId {
  let time = UInt64(clamping: date.milliseconds)
  var bytes = (0..<16).map { _ in UInt8.random(in: .min ... .max) }
  for index in 0..<6 { bytes[index] = UInt8(truncatingIfNeeded: time >> (40 - 8 * index)) }
  bytes[6] = bytes[6] & 0x0F | 0x70
  bytes[8] = bytes[8] & 0x3F | 0x80
  let digits = bytes.map { String($0 >> 4, radix: 16) + String($0 & 0x0F, radix: 16) }.joined()
  let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
  return groups.map { String(Array(digits)[$0]) }.joined(separator: "-")
}
