import Foundation

/// What this phone keeps beside the journal: nothing of the log.
struct Preferences: Codable, Equatable, Sendable {
  /// Asks for the owner of the phone before anything is shown.
  var appLock = false
  /// Widget and lock screen may say more than a time.
  var showsDetails = false
  /// "dark", "light", or empty: as the phone.
  var appearance = ""
  /// Whom a red flag offers to call.
  var provider = ""
  /// Their number.
  var providerNumber = ""
  /// The emergency number; empty: the one of the region.
  var emergencyNumber = ""

  init() {}

  /// A file of an earlier version lacks what came later.
  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    appLock = try values.decodeIfPresent(Bool.self, forKey: .appLock) ?? false
    showsDetails = try values.decodeIfPresent(Bool.self, forKey: .showsDetails) ?? false
    appearance = try values.decodeIfPresent(String.self, forKey: .appearance) ?? ""
    provider = try values.decodeIfPresent(String.self, forKey: .provider) ?? ""
    providerNumber = try values.decodeIfPresent(String.self, forKey: .providerNumber) ?? ""
    emergencyNumber = try values.decodeIfPresent(String.self, forKey: .emergencyNumber) ?? ""
  }

  /// What was kept; absent when it is there and cannot be read yet, as before the first unlock.
  static func read(from file: URL?) -> Preferences? {
    guard let file, FileManager.default.fileExists(atPath: file.path) else { return Preferences() }
    guard let data = try? Data(contentsOf: file) else { return nil }
    return (try? JSONDecoder().decode(Preferences.self, from: data)) ?? Preferences()
  }

  func write(to file: URL?) throws {
    guard let file else { return }
    try JSONEncoder().encode(self).write(to: file, options: .atomic)
  }

  /// The emergency number to call here. Every mobile phone takes 112; where another one is the usual, that is named.
  func emergency(in locale: Locale) -> String {
    if !emergencyNumber.isEmpty { return emergencyNumber }
    let usual = ["US": "911", "CA": "911", "GB": "999", "AU": "000", "NZ": "111"]
    return locale.region.flatMap { usual[$0.identifier] } ?? "112"
  }
}

/// A number that the phone can call, from what was typed: digits, with spaces or signs between them, a plus in front.
func telephone(_ typed: String) -> URL? {
  let digits = typed.filter { !" -./()".contains($0) }
  let rest = digits.hasPrefix("+") ? digits.dropFirst() : Substring(digits)
  guard (2...18).contains(rest.count), rest.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
  return URL(string: "tel:" + digits)
}
