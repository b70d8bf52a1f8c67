import RelatchModel
import SwiftUI

/// A form of the log, with its fields by what was chosen; what was refused stands below the field.
struct EntryFormView: View {
  @Bindable var form: EntryForm
  @Environment(\.colorScheme) private var scheme

  var body: some View {
    Form {
      Text(form.title).font(.system(.largeTitle, design: .serif))
      ForEach(form.shownChoices) { choice in
        Picker(choice.label, selection: Binding(get: { choice.value }, set: { form.choose(choice.id, $0) })) {
          ForEach(choice.options) { option in Text(option.label).tag(option.id) }
        }
      }
      if let id = form.amountField { amount(id) }
      ForEach(form.switches) { item in
        Toggle(item.label, isOn: Binding(get: { item.isOn }, set: { form.turn(item.id, $0) }))
      }
      ForEach(form.shown) { field in
        if field.id != form.amountField {
          FieldView(field: Binding(get: { form[field.id] }, set: { form[field.id] = $0 }))
        }
      }
      if form.asksTime { DatePicker(form.startedLabel, selection: $form.started) }
      if form.asksEnd { DatePicker(form.endedLabel, selection: $form.ended) }
      if let problem = form.timeProblem { Label(problem, systemImage: "info.circle") }
      if let problem = form.problem { Label(problem, systemImage: "info.circle") }
      FormButtons(save: form.saveButton, close: form.closeButton) { await form.save() }
    }
  }

  private func amount(_ id: String) -> some View {
    let palette = Palette(scheme)
    return VStack(spacing: 12) {
      if let amount = form.amount {
        HStack {
          Text(amount.value).font(.system(.largeTitle, design: .serif)).monospacedDigit()
          Text(amount.caption).foregroundStyle(palette.colour(.text2))
        }
        .privacySensitive()
      }
      if let problem = form[id].problem { Label(problem, systemImage: "info.circle") }
      if let from = form.opensWith { Text(from).font(.footnote).foregroundStyle(palette.colour(.text2)) }
      if let ruler = form.ruler { RulerView(form: form, ruler: ruler) }
      HStack {
        stepper("minus", form.rulerLabels.first, -1)
        TextField(
          form.rulerLabels.last ?? "",
          text: Binding(get: { form[id].typed }, set: { form[id].typed = $0 })
        )
        .keyboardType(.decimalPad)
        stepper("plus", form.rulerLabels.dropFirst().first, 1)
      }
      Text(form.shortcutsLabel).font(.footnote)
      HStack {
        ForEach(form.shortcuts) { shortcut in
          Button(shortcut.label) { Task { await form.save(tile: shortcut.id) } }.buttonStyle(LookButton())
        }
      }
    }
  }

  private func stepper(_ symbol: String, _ label: String?, _ steps: Int) -> some View {
    Button {
      form.step(steps)
    } label: {
      Image(systemName: symbol).frame(width: 64, height: 64)
    }
    .buttonRepeatBehavior(.enabled)
    .accessibilityLabel(label ?? "")
  }
}
