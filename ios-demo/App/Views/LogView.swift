import RelatchModel
import SwiftUI

/// The log of a day: tap changes, swipe deletes, everything can be undone.
struct LogView: View {
  @Bindable var model: LogModel
  @Environment(\.colorScheme) private var scheme

  var body: some View {
    let palette = Palette(scheme)
    let screen = model.screen
    List {
      if let strip = screen.strip { StripView(strip: strip) }
      Text(screen.summary).foregroundStyle(palette.colour(.text2))
      if let empty = screen.empty { Text(empty) }
      if let problem = screen.problem { Label(problem, systemImage: "info.circle") }
      ForEach(screen.rows) { row in
        Button {
          Task { await model.edit(row.id) }
        } label: {
          LogRowView(row: row)
        }
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
      Menu(screen.addButton) {
        ForEach(screen.kinds) { kind in Button(kind.label) { Task { await model.openForm(kind: kind.id) } } }
      }
    }
    .safeAreaInset(edge: .bottom) {
      if let undo = screen.undo {
        UndoView(bar: undo, amount: nil, undo: { await model.undo() }, hide: { model.hide(undo) })
      }
    }
    .sheet(item: $model.form) { form in EntryFormView(form: form) }
    .task { await model.appear() }
  }
}

/// One row of the log.
struct LogRowView: View {
  let row: LogRow
  @Environment(\.colorScheme) private var scheme

  var body: some View {
    let palette = Palette(scheme)
    HStack {
      Text(row.time).monospacedDigit()
      IconView(icon: row.icon, colour: palette.colour(row.role))
      VStack(alignment: .leading) {
        Text(row.title)
        Text(row.detail).font(.subheadline).foregroundStyle(palette.colour(.text2))
      }
      Spacer()
      Text(row.amount ?? "").font(.system(.body, design: .serif))
        .foregroundStyle(palette.colour(row.amountRole))
    }
    .accessibilityElement(children: .combine)
  }
}
