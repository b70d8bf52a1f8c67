import Foundation
import RelatchKit
import Testing

@Suite struct MeasureTests {
  @Test func ouncesToTwoDecimalsComeBackAsTyped() {
    for hundredths in 0...3_381 {
      let typed = Measurement(value: Double(hundredths) / 100, unit: UnitVolume.fluidOunces)
      #expect(Volume(typed).measurement == typed)
    }
    #expect(
      Volume(Measurement(value: 1, unit: UnitVolume.fluidOunces)) == .measured(microlitres: 29_574, unit: .oz))
  }

  @Test func millilitresToThreeDecimalsComeBackAsTyped() {
    for microlitres in stride(from: 0, through: 1_000_000, by: 37) {
      let typed = Measurement(value: Double(microlitres) / 1_000, unit: UnitVolume.milliliters)
      #expect(Volume(typed) == .measured(microlitres: Int64(microlitres), unit: .ml))
    }
    #expect(Volume.drops.measurement == nil)
  }

  @Test func weightsKeepTheirUnit() {
    let pounds = Measurement(value: 9.25, unit: UnitMass.pounds)
    #expect(Mass(pounds) == Mass(milligrams: 4_195_729, unit: .lb))
    #expect(Mass(pounds).measurement == pounds)
    #expect(Mass(Measurement(value: 4.2, unit: UnitMass.kilograms)).milligrams == 4_200_000)
    #expect(Mass(Measurement(value: 4_200, unit: UnitMass.grams)).unit == .g)
  }

  @Test func aNumberThatIsNoneIsNoCrash() {
    #expect(
      Volume(Measurement(value: .nan, unit: UnitVolume.milliliters)) == .measured(microlitres: 0, unit: .ml))
    #expect(
      Mass(Measurement(value: .infinity, unit: UnitMass.grams)).milligrams == 1_000_000_000_000_000)
  }
}
