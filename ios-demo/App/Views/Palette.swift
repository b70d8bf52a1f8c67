import RelatchModel
import SwiftUI

/// The colours of the look, by role; dark first.
struct Palette {
  let isDark: Bool

  init(_ scheme: ColorScheme) { isDark = scheme == .dark }

  var background: Color { isDark ? hex(0x0D0A08) : hex(0xFAF4EB) }
  var surface: Color { isDark ? hex(0x1A1410) : hex(0xFFFCF7) }
  var raised: Color { isDark ? hex(0x261D16) : hex(0xF2E8DB) }
  var line: Color { isDark ? hex(0x352A21) : hex(0xE3D6C5) }
  var control: Color { isDark ? hex(0x776757) : hex(0x8A7867) }
  var text3: Color { isDark ? hex(0x9E8C77) : hex(0x6F5F50) }
  var ray: Color { isDark ? hex(0xE6A35F) : hex(0xBF6E26) }
  var lamp: Color { isDark ? hex(0xFFD7A6) : hex(0x7A3C06) }
  var dim: Color { isDark ? hex(0x936842) : hex(0x9C6F42) }
  var night: Color { isDark ? hex(0x2B1D1A) : hex(0xEADCD3) }
  var hatch: Color { isDark ? hex(0x5A463C) : hex(0xCDBBAE) }
  var supplementArea: Color { isDark ? hex(0x3A3028) : hex(0xE8DCCD) }
  var button: Color { isDark ? hex(0x5A3917) : hex(0x8A470B) }
  var onButton: Color { isDark ? hex(0xFFDDB3) : hex(0xFFF6EA) }
  var onAlert: Color { isDark ? hex(0xFFE3D6) : hex(0x45150A) }
  var alertLine: Color { isDark ? hex(0xE58A6C) : hex(0xAE4527) }

  func colour(_ role: ColourRole) -> Color {
    switch role {
    case .text: isDark ? hex(0xF0E0CA) : hex(0x2A2019)
    case .text2: isDark ? hex(0xC2AF98) : hex(0x5C4E42)
    case .ember: isDark ? hex(0xE6A35F) : hex(0x8F4A0B)
    case .milk: isDark ? hex(0xF8E8CF) : hex(0x3B2A1E)
    case .supplement: isDark ? hex(0x8F7F6E) : hex(0x8F7E6C)
    case .alert: isDark ? hex(0x43201A) : hex(0xF9DDCB)
    case .box: isDark ? hex(0x332110) : hex(0xF8E3C8)
    case .surface: surface
    }
  }

  private func hex(_ value: Int) -> Color {
    Color(
      red: Double(value >> 16 & 255) / 255, green: Double(value >> 8 & 255) / 255, blue: Double(value & 255) / 255)
  }
}
