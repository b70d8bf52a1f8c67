import RelatchModel
import SwiftUI

extension DynamicTypeSize {
  /// How screens are laid out at this size.
  var layout: TypeLayout { TypeLayout(place: Self.allCases.firstIndex(of: self) ?? 3) }
}

/// A button of the look: the main one, or a quiet one.
struct LookButton: ButtonStyle {
  var isMain = false
  @Environment(\.colorScheme) private var scheme

  func makeBody(configuration: Configuration) -> some View {
    let palette = Palette(scheme)
    configuration.label
      .font(.headline)
      .frame(maxWidth: .infinity, minHeight: isMain ? 68 : 56)
      .padding(8)
      .background(isMain ? palette.button : palette.raised)
      .foregroundStyle(isMain ? palette.onButton : palette.colour(.text))
      .clipShape(RoundedRectangle(cornerRadius: isMain ? 34 : 28))
  }
}

extension View {
  /// A card of the look.
  func card(_ palette: Palette, _ colour: Color? = nil) -> some View {
    padding(16)
      .frame(maxWidth: .infinity, alignment: .leading)
      .background(colour ?? palette.surface)
      .clipShape(RoundedRectangle(cornerRadius: 24))
  }
}

/// A symbol of the look; what it says is always said by words beside it.
struct IconView: View {
  let icon: Icon
  let colour: Color

  var body: some View {
    Canvas { context, size in
      let scale: Double = Double(min(size.width, size.height)) / 24
      let at = { (x: Double, y: Double) in CGPoint(x: x * scale, y: y * scale) }
      var path = Path()
      for piece in icon.pieces {
        switch piece {
        case .move(let x, let y): path.move(to: at(x, y))
        case .line(let x, let y): path.addLine(to: at(x, y))
        case .curve(let ax, let ay, let bx, let by, let x, let y):
          path.addCurve(to: at(x, y), control1: at(ax, ay), control2: at(bx, by))
        case .close: path.closeSubpath()
        }
      }
      context.stroke(path, with: .color(colour), style: StrokeStyle(lineWidth: 1.8 * scale, lineCap: .round))
    }
    .frame(width: 24, height: 24)
    .accessibilityHidden(true)
  }
}

/// Two lines of words.
struct RowView: View {
  let row: WordRow

  var body: some View {
    VStack(alignment: .leading) {
      Text(row.title)
      if !row.detail.isEmpty { Text(row.detail).font(.subheadline) }
    }
    .accessibilityElement(children: .combine)
  }
}

/// One field of a form; what was refused stands below it, and what was typed stays.
struct FieldView: View {
  @Binding var field: FormField

  var body: some View {
    VStack(alignment: .leading) {
      Text(field.label).font(.caption)
      TextField(field.label, text: $field.typed)
      if let problem = field.problem {
        Label(problem, systemImage: "info.circle").font(.footnote)
      }
    }
  }
}

/// A choice of a form.
struct ChoiceView: View {
  @Binding var choice: Choice

  var body: some View {
    Picker(choice.label, selection: $choice.value) {
      ForEach(choice.options) { option in Text(option.label).tag(option.id) }
    }
  }
}

/// The two buttons of a form.
struct FormButtons: View {
  let save: String
  let close: String
  let onSave: () async -> Void
  @Environment(\.dismiss) private var dismiss

  var body: some View {
    Button(save) { Task { await onSave() } }.buttonStyle(LookButton(isMain: true))
    Button(close) { dismiss() }
  }
}
