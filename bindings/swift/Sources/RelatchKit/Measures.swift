import Foundation
import Relatch

extension Volume {
  /// A measured volume: ounces stay ounces to two decimals, everything else becomes millilitres to three.
  ///
  /// - Parameter measurement: The volume in any unit.
  public init(_ measurement: Measurement<UnitVolume>) {
    if measurement.unit == .fluidOunces {
      let microlitres = (measurement.value * Self.microlitresInOunce).rounded()
      self = .measured(microlitres: Int64(limiting: microlitres), unit: .oz)
    } else {
      let microlitres = (measurement.converted(to: .milliliters).value * 1_000).rounded()
      self = .measured(microlitres: Int64(limiting: microlitres), unit: .ml)
    }
  }

  /// The volume in the unit it was typed in; absent when it was not measured or only drops were seen.
  public var measurement: Measurement<UnitVolume>? {
    guard case .measured(let microlitres, let unit) = self else { return nil }
    switch unit {
    case .ml: return Measurement(value: Double(microlitres) / 1_000, unit: .milliliters)
    case .oz:
      let hundredths = (Double(microlitres) * 100 / Self.microlitresInOunce).rounded()
      return Measurement(value: hundredths / 100, unit: .fluidOunces)
    }
  }

  /// 29.5735 ml, as everywhere in Relatch.
  private static let microlitresInOunce = 29_573.5
}

extension Mass {
  /// A weight: grams, kilograms and pounds keep their unit, everything else becomes grams.
  ///
  /// - Parameter measurement: The weight in any unit.
  public init(_ measurement: Measurement<UnitMass>) {
    let (milligrams, unit): (Double, MassUnit) =
      switch measurement.unit {
      // Foundation's own factor is short of six digits.
      case .pounds: (measurement.value * Self.milligramsInPound, .lb)
      case .kilograms: (measurement.value * 1_000_000, .kg)
      default: (measurement.converted(to: .grams).value * 1_000, .g)
      }
    self.init(milligrams: Int64(limiting: milligrams.rounded()), unit: unit)
  }

  /// The weight in the unit it was typed in.
  public var measurement: Measurement<UnitMass> {
    switch unit {
    case .g: Measurement(value: Double(milligrams) / 1_000, unit: .grams)
    case .kg: Measurement(value: Double(milligrams) / 1_000_000, unit: .kilograms)
    case .lb:
      // To the four places that are kept.
      Measurement(
        value: (Double(milligrams) * 10_000 / Self.milligramsInPound).rounded() / 10_000, unit: .pounds)
    }
  }

  private static let milligramsInPound = 453_592.37
}

extension Stamp {
  /// A moment with the offset that a zone shows there.
  ///
  /// - Parameters:
  ///   - date: The moment.
  ///   - zone: The zone; by default the one the device is set to.
  public init(_ date: Date, in zone: TimeZone = .autoupdatingCurrent) {
    self.init(utcMs: date.milliseconds, offsetS: Int32(zone.secondsFromGMT(for: date)))
  }

  /// The moment.
  public var date: Date { Date(milliseconds: utcMs) }

  /// A zone with the offset of this moment, to show it as it was lived.
  public var zone: TimeZone { TimeZone(secondsFromGMT: Int(offsetS)) ?? .gmt }
}

extension Int64 {
  /// The nearest number that fits; not a number becomes 0, and the journal refuses what is beyond its limits.
  fileprivate init(limiting value: Double) {
    self = Int64(exactly: Swift.min(Swift.max(value, -1e15), 1e15)) ?? 0
  }
}
