import Foundation
internal import RelatchKit

/// How numbers, times and sentences are written: the only place that knows units, language and locale.
struct Format: Sendable {
  let texts: Texts
  let locale: Locale
  let settings: Settings

  /// A sentence; a key without one shows as itself, so that nothing is left out silently.
  func text(_ key: String, _ values: [String: String] = [:], count: Int = 0) -> String {
    texts.text(key, values, count: count) ?? key
  }

  func counted(_ key: String, _ name: String, _ number: Int) -> String {
    text(key, [name: self.number(Double(number))], count: number)
  }

  // MARK: Numbers

  func number(_ value: Double, places: Int = 0) -> String {
    let formatter = NumberFormatter()
    formatter.locale = locale
    formatter.numberStyle = .decimal
    formatter.minimumFractionDigits = 0
    formatter.maximumFractionDigits = places
    formatter.roundingMode = .halfUp
    return formatter.string(from: NSNumber(value: value)) ?? String(value)
  }

  /// A number as a person would type it: no separators between thousands.
  func plain(_ value: Double, places: Int) -> String {
    let formatter = NumberFormatter()
    formatter.locale = locale
    formatter.numberStyle = .decimal
    formatter.usesGroupingSeparator = false
    formatter.minimumFractionDigits = 0
    formatter.maximumFractionDigits = places
    formatter.roundingMode = .halfUp
    return formatter.string(from: NSNumber(value: value)) ?? String(value)
  }

  /// Reads what a person typed, in any script's digits, with a point or a comma; absent when it is no number.
  static func parse(_ typed: String) -> Double? {
    var text = ""
    for scalar in typed.trimmingCharacters(in: .whitespaces).unicodeScalars {
      switch scalar {
      case "-": text += "-"
      case ".", ",", "\u{66B}": text += "."
      default:
        guard scalar.properties.generalCategory == .decimalNumber, let value = scalar.properties.numericValue else {
          return nil
        }
        text += String(Int(value))
      }
    }
    let digits = text.hasPrefix("-") ? text.dropFirst() : Substring(text)
    let isPlain = !digits.contains("-") && digits.filter { $0 == "." }.count <= 1
    return isPlain && digits.contains(where: \.isNumber) ? Double(text) : nil
  }

  // MARK: Amounts

  /// An amount without its unit, in the set unit.
  func volumeNumber(_ microlitres: Double, places: Int? = nil) -> String {
    switch settings.volumeUnit {
    case .ml: number(microlitres / 1_000, places: places ?? 1)
    case .oz: number(microlitres / 29_573.5, places: places ?? 2)
    }
  }

  func volume(_ microlitres: Double, places: Int? = nil) -> String {
    text(volumeKey, ["amount": volumeNumber(microlitres, places: places)])
  }

  func volume(_ volume: Volume) -> String {
    switch volume {
    case .unmeasured: text("volume.not_measured_inline")
    case .drops: text("volume.drops_inline")
    case .measured(let microlitres, let unit):
      // As it was typed: an entry in ounces stays one.
      if unit == .oz {
        text("volume.oz", ["amount": number(Double(microlitres) / 29_573.5, places: 2)])
      } else {
        text("volume.ml", ["amount": number(Double(microlitres) / 1_000, places: 3)])
      }
    }
  }

  var volumeKey: String { settings.volumeUnit == .ml ? "volume.ml" : "volume.oz" }
  var volumeUnit: String { settings.volumeUnit == .ml ? "ml" : "oz" }
  var zero: String { text(settings.volumeUnit == .ml ? "volume.zero" : "volume.zero_oz") }

  /// A typed amount in the set unit.
  func typed(volume value: Double) -> Volume {
    let unit: UnitVolume = settings.volumeUnit == .ml ? .milliliters : .fluidOunces
    return Volume(Measurement(value: value, unit: unit))
  }

  /// An amount as it would be typed in the set unit; empty for drops and not measured.
  func typed(_ volume: Volume) -> String {
    guard case .measured(let microlitres, _) = volume else { return "" }
    return settings.volumeUnit == .ml
      ? plain(Double(microlitres) / 1_000, places: 3) : plain(Double(microlitres) / 29_573.5, places: 2)
  }

  /// A weight as it would be typed in the set unit.
  func typed(_ mass: Mass) -> String {
    switch settings.massUnit {
    case .g: plain(Double(mass.milligrams) / 1_000, places: 1)
    case .kg: plain(Double(mass.milligrams) / 1_000_000, places: 5)
    case .lb: plain(Double(mass.milligrams) / 453_592.37, places: 4)
    }
  }

  func mass(_ milligrams: Double) -> String {
    switch settings.massUnit {
    case .g: text("mass.g", ["amount": number(milligrams / 1_000)])
    case .kg: text("mass.kg", ["amount": number(milligrams / 1_000_000, places: 3)])
    case .lb: text("mass.lb", ["amount": number(milligrams / 453_592.37, places: 2)])
    }
  }

  func typed(mass value: Double) -> Mass {
    let unit: UnitMass =
      switch settings.massUnit {
      case .g: .grams
      case .kg: .kilograms
      case .lb: .pounds
      }
    return Mass(Measurement(value: value, unit: unit))
  }

  // MARK: Times

  /// "1 h 55", "18 min".
  func duration(minutes: Int) -> String {
    let (hours, rest) = (minutes / 60, minutes % 60)
    if hours == 0 { return text("duration.min", ["minutes": number(Double(rest))]) }
    if rest == 0 { return text("duration.h", ["hours": number(Double(hours))]) }
    return text("duration.h_min", ["hours": number(Double(hours)), "minutes": rest < 10 ? "0\(rest)" : "\(rest)"])
  }

  func duration(_ milliseconds: Int64) -> String { duration(minutes: Int(milliseconds / 60_000)) }

  /// "12:40" of a running clock.
  func ticking(_ milliseconds: Int64) -> String {
    let seconds = Int(milliseconds / 1_000)
    let (hours, minutes, rest) = (seconds / 3_600, seconds / 60 % 60, seconds % 60)
    let two = { (value: Int) in value < 10 ? "0\(value)" : "\(value)" }
    return hours > 0 ? "\(hours):\(two(minutes)):\(two(rest))" : "\(minutes):\(two(rest))"
  }

  private func date(_ date: Date, _ template: String, offset: Int32) -> String {
    let formatter = DateFormatter()
    formatter.locale = locale
    formatter.calendar = Calendar(identifier: .gregorian)
    formatter.timeZone = TimeZone(secondsFromGMT: Int(offset)) ?? .gmt
    formatter.setLocalizedDateFormatFromTemplate(template)
    return formatter.string(from: date)
  }

  /// The time of day as it was shown there.
  func time(_ stamp: Stamp) -> String { date(stamp.date, "jmm", offset: stamp.offsetS) }

  func time(_ ms: Int64, _ now: Now) -> String { time(now.stamp(ms)) }

  /// A wall-clock time such as "23:00".
  func clock(_ time: ClockTime) -> String {
    time.split(separator: ":").count == 2 ? clock(minute: minutes(time)) : time
  }

  func clock(minute: Int) -> String { date(Date(milliseconds: Int64(minute) * 60_000), "jmm", offset: 0) }

  private func midnight(_ day: Day) -> Date { Date(milliseconds: Int64(dayNumber(day)) * 86_400_000) }

  func weekday(_ day: Day) -> String { date(midnight(day), "EEEEdMMMM", offset: 0) }
  func dayMonth(_ day: Day) -> String { date(midnight(day), "dMMMM", offset: 0) }
  /// "Mon" of a day of the week, 0 being Monday.
  func weekday(short place: Int) -> String { date(Date(milliseconds: Int64(place + 4) * 86_400_000), "EEE", offset: 0) }
  func shortDay(_ day: Day) -> String { date(midnight(day), "EEEd", offset: 0) }

  // MARK: Facts of the core

  /// The sentence of a fact with its figures in the parent's units.
  func fact(_ key: String, _ figures: [Figure], extra: [String: String] = [:]) -> String {
    var values = extra
    var numbers: [String: Int] = [:]
    for figure in figures {
      values[figure.name] = self.figure(figure)
      numbers[figure.name] = Int(figure.value)
    }
    // The number that chooses the form stands in a counted sentence under one of these names.
    let count = ["wet", "days", "flags", "sessions"].compactMap { numbers[$0] }.first ?? 0
    return text(key, values, count: count)
  }

  func figure(_ figure: Figure) -> String {
    let value = figure.value
    return switch figure.unit {
    case .count, .hours, .days: number(value, places: 1)
    case .minutes: duration(minutes: Int(value.rounded()))
    case .microlitres: volume(value)
    case .milligrams: mass(value)
    case .milliCelsius: text("temperature.c", ["amount": number(value / 1_000, places: 1)])
    case .day: dayMonth(dayText(Int(value)))
    case .z: number(value, places: 2)
    }
  }

  func about(_ baby: String?, _ text: String) -> String {
    guard let baby else { return text }
    return self.text("about.baby", ["baby": baby, "text": text])
  }
}

/// Days since 1970-01-01 of "2026-11-01".
func dayNumber(_ day: Day) -> Int {
  let parts = day.split(separator: "-").compactMap { Int($0) }
  guard parts.count == 3 else { return 0 }
  // Civil date to days, by the March-based year of 400-year cycles.
  let year = parts[1] <= 2 ? parts[0] - 1 : parts[0]
  let era = year / 400
  let ofEra = year - era * 400
  let ofYear = (153 * (parts[1] + (parts[1] > 2 ? -3 : 9)) + 2) / 5 + parts[2] - 1
  return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
}

/// "2026-11-01" of days since 1970-01-01.
func dayText(_ number: Int) -> Day {
  var calendar = Calendar(identifier: .gregorian)
  calendar.timeZone = .gmt
  let parts = calendar.dateComponents([.year, .month, .day], from: Date(milliseconds: Int64(number) * 86_400_000))
  let two = { (value: Int?) in (value ?? 0) < 10 ? "0\(value ?? 0)" : "\(value ?? 0)" }
  return "\(parts.year ?? 1970)-\(two(parts.month))-\(two(parts.day))"
}

extension Now {
  /// An instant with the offset that this zone shows there.
  func stamp(_ ms: Int64) -> Stamp {
    var offset = zoneTable.transitions.first.map(\.beforeS) ?? offsetS
    for change in zoneTable.transitions where change.atMs <= ms { offset = change.afterS }
    return Stamp(utcMs: ms, offsetS: offset)
  }
}
