import RelatchModel
import SwiftUI

/// The log of a day.
struct LogView: View {
  let model: LogModel
  @Environment(\.colorScheme) private var scheme

  var body: some View {
    let palette = Palette(scheme)
    let screen = model.screen
    List {
      Text(screen.summary).foregroundStyle(palette.colour(.text2))
      if let empty = screen.empty { Text(empty) }
      if let problem = screen.problem { Text(problem) }
      ForEach(screen.rows) { row in
        HStack {
          Text(row.time).monospacedDigit()
          VStack(alignment: .leading) {
            Text(row.title).foregroundStyle(palette.colour(row.role))
            Text(row.detail).font(.subheadline).foregroundStyle(palette.colour(.text2))
          }
          Spacer()
          Text(row.amount ?? "").font(.system(.body, design: .serif))
        }
        .accessibilityElement(children: .combine)
        .swipeActions { Button(screen.deleteButton) { Task { await model.delete(row.id) } } }
      }
      Toggle(
        screen.diapersComplete,
        isOn: Binding(get: { screen.isDiapersComplete }, set: { on in Task { await model.setDiapersComplete(on) } }))
      Toggle(screen.away, isOn: Binding(get: { screen.isAway }, set: { on in Task { await model.setAway(on) } }))
    }
    .navigationTitle(screen.title)
    .toolbar {
      Button(screen.earlierButton) { Task { await model.move(days: -1) } }
      if screen.hasLater { Button(screen.laterButton) { Task { await model.move(days: 1) } } }
    }
    .safeAreaInset(edge: .bottom) { if let undo = screen.undo { UndoView(bar: undo) { await model.undo() } } }
    .task { await model.appear() }
  }
}

/// A form with its fields; what was refused stands below the field.
struct EntryFormView: View {
  @Bindable var form: EntryForm

  var body: some View {
    Form {
      FieldView(field: $form.amount)
      FieldView(field: $form.minutes)
      FieldView(field: $form.note)
      DatePicker(form.startedLabel, selection: $form.started)
      if let problem = form.timeProblem { Text(problem) }
      if let problem = form.problem { Text(problem) }
      HStack {
        ForEach(form.shortcuts) { shortcut in Button(shortcut.label) { Task { await form.save(tile: shortcut.id) } } }
      }
      Button(form.saveButton) { Task { await form.save() } }
    }
  }
}

/// One field of a form.
struct FieldView: View {
  @Binding var field: FormField

  var body: some View {
    VStack(alignment: .leading) {
      TextField(field.label, text: $field.typed)
      if let problem = field.problem { Text(problem).font(.footnote) }
    }
  }
}
