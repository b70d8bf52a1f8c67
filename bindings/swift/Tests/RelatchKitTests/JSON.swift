import Foundation
import Relatch

/// A JSON value; whole numbers stay whole.
enum JSON: Sendable {
  case null
  case bool(Bool)
  case whole(Int64)
  case number(Double)
  case text(String)
  case list([JSON])
  case object([String: JSON])

  var fields: [String: JSON] {
    if case .object(let fields) = self { fields } else { [:] }
  }
}

extension JSON: Decodable {
  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let bool = try? value.decode(Bool.self) {
      self = .bool(bool)
    } else if let whole = try? value.decode(Int64.self) {
      self = .whole(whole)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let list = try? value.decode([JSON].self) {
      self = .list(list)
    } else {
      self = .object(try value.decode([String: JSON].self))
    }
  }
}

extension JSON: Equatable {
  /// Numbers are equal as numbers, everything else exactly.
  static func == (a: JSON, b: JSON) -> Bool {
    switch (a, b) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.whole(let a), .whole(let b)): a == b
    case (.whole(let a), .number(let b)), (.number(let b), .whole(let a)): Double(a) == b
    case (.number(let a), .number(let b)): a == b
    case (.text(let a), .text(let b)): Array(a.unicodeScalars) == Array(b.unicodeScalars)
    case (.list(let a), .list(let b)): a == b
    case (.object(let a), .object(let b)): a == b
    default: false
    }
  }
}

struct ShapeError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// A value that has a JSON form, and samples for the crossing tests.
protocol Shaped: Sendable {
  init(json: JSON) throws
  var json: JSON { get }
  static var samples: [Self] { get }
}

/// The fields of an object, taken one by one; one that nobody takes is an error.
final class Fields {
  private var left: [String: JSON]
  private let owner: String

  /// A record may be left out: then it is one without any field.
  init(_ json: JSON, of owner: String) throws {
    switch json {
    case .null: left = [:]
    case .object(let fields): left = fields
    default: throw ShapeError("\(owner) is no object: \(json)")
    }
    self.owner = owner
  }

  func take(_ name: String) -> JSON { left.removeValue(forKey: name) ?? .null }

  func rest() -> JSON {
    defer { left = [:] }
    return .object(left)
  }

  func end() throws {
    if let extra = left.keys.first { throw ShapeError("\(owner) has no \"\(extra)\"") }
  }

  static func variant(_ json: JSON, of owner: String, tag: String?) throws -> (String, Fields) {
    if let tag {
      let fields = try Fields(json, of: owner)
      return (try String(json: fields.take(tag)), fields)
    }
    switch json {
    case .text(let name): return (name, try Fields(.null, of: owner))
    case .object(let fields) where fields.count == 1:
      guard let (name, body) = fields.first else { break }
      return (name, try Fields(body, of: "\(owner).\(name)"))
    default: break
    }
    throw ShapeError("no \(owner): \(json)")
  }

  static func json(_ variant: String, _ fields: [String: JSON]?, tag: String?) -> JSON {
    if let tag { return .object((fields ?? [:]).merging([tag: .text(variant)]) { _, tag in tag }) }
    return fields.map { .object([variant: .object($0)]) } ?? .text(variant)
  }
}

/// Samples of what has no type of its own.
enum Samples {
  static let day = ["2026-11-01", "2024-02-29", "1970-01-01"]
  static let clockTime = ["00:00", "05:00", "23:59"]
  static let entryId = ["0190a6ee-7e1c-7cc3-98c4-dc0c0c07398f", "00000000-0000-7000-8000-000000000001"]

  static func most(_ counts: Int...) -> Int { counts.max() ?? 1 }
  static func pick<T>(_ some: [T], _ index: Int) -> T { some[index % some.count] }
  static func maybe<T>(_ some: [T]) -> [T?] { [nil] + some.map(Optional.some) }
  static func many<T>(_ some: [T]) -> [[T]] { [[], some, Array(some.prefix(1))] }
}

extension Int64: Shaped {
  init(json: JSON) throws {
    switch json {
    case .null: self = 0
    case .whole(let whole): self = whole
    case .number(let number) where number.rounded() == number: self = Int64(number)
    default: throw ShapeError("no whole number: \(json)")
    }
  }
  var json: JSON { .whole(self) }
  static var samples: [Int64] { [0, 1, -1, .max, .min] }
}

extension Int32: Shaped {
  init(json: JSON) throws {
    guard let value = Int32(exactly: try Int64(json: json)) else { throw ShapeError("too large: \(json)") }
    self = value
  }
  var json: JSON { .whole(Int64(self)) }
  static var samples: [Int32] { [0, 1, -1, .max, .min] }
}

extension UInt32: Shaped {
  init(json: JSON) throws {
    guard let value = UInt32(exactly: try Int64(json: json)) else { throw ShapeError("too large: \(json)") }
    self = value
  }
  var json: JSON { .whole(Int64(self)) }
  static var samples: [UInt32] { [0, 1, .max] }
}

extension Double: Shaped {
  init(json: JSON) throws {
    switch json {
    case .null: self = 0
    case .whole(let whole): self = Double(whole)
    case .number(let number): self = number
    default: throw ShapeError("no number: \(json)")
    }
  }
  var json: JSON { .number(self) }
  static var samples: [Double] { [0, -1.5, 0.1, .greatestFiniteMagnitude, .leastNonzeroMagnitude, .infinity] }
}

extension Bool: Shaped {
  init(json: JSON) throws {
    switch json {
    case .null: self = false
    case .bool(let bool): self = bool
    default: throw ShapeError("neither true nor false: \(json)")
    }
  }
  var json: JSON { .bool(self) }
  static var samples: [Bool] { [false, true] }
}

extension String: Shaped {
  init(json: JSON) throws {
    switch json {
    case .null: self = ""
    case .text(let text): self = text
    default: throw ShapeError("no text: \(json)")
    }
  }
  var json: JSON { .text(self) }
  static var samples: [String] {
    ["", "a", "nuit \u{1F931}\u{1F3FE} é e\u{301} \u{202E}ملاحظة", "\0 \" \\ \n", String(repeating: "ж", count: 5_000)]
  }
}

extension Data: Shaped {
  init(json: JSON) throws {
    switch json {
    case .null: self.init()
    case .text(let text): self.init(text.utf8)
    case .list(let bytes): self.init(try bytes.map { UInt8(truncatingIfNeeded: try Int64(json: $0)) })
    default: throw ShapeError("no bytes: \(json)")
    }
  }
  var json: JSON { .list(map { .whole(Int64($0)) }) }
  static var samples: [Data] { [Data(), Data([0, 255, 128])] }
}

extension Optional: Shaped where Wrapped: Shaped {
  init(json: JSON) throws {
    if case .null = json { self = nil } else { self = try Wrapped(json: json) }
  }
  var json: JSON { map(\.json) ?? .null }
  static var samples: [Wrapped?] { Samples.maybe(Wrapped.samples) }
}

extension Array: Shaped where Element: Shaped {
  init(json: JSON) throws {
    switch json {
    case .null: self = []
    case .list(let list): self = try list.map(Element.init(json:))
    default: throw ShapeError("no list: \(json)")
    }
  }
  var json: JSON { .list(map(\.json)) }
  static var samples: [[Element]] { Samples.many(Element.samples) }
}
