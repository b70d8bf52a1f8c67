import RelatchModel
import SwiftUI

/// Reminders: the next 24 hours, whether they come through, the rules.
struct RemindersView: View {
  @Bindable var model: RemindersModel

  var body: some View {
    let screen = model.screen
    Form {
      Section {
        Text(screen.next ?? "").font(.system(.largeTitle, design: .serif))
        Text(screen.nextDetail)
        ForEach(screen.times, id: \.self) { time in Text(time).monospacedDigit() }
        if let missed = screen.missed { Text(missed) }
      }
      Section {
        ForEach(screen.health) { row in RowView(row: row) }
        if !screen.canPost { Button(screen.allowButton) { Task { await model.allow() } } }
      }
      Section {
        ForEach(screen.rules) { row in RowView(row: row) }
        FieldView(field: $model.screen.every)
        FieldView(field: $model.screen.nightEvery)
        Button(screen.saveButton) { Task { await model.saveIntervals() } }
      }
      if let problem = screen.problem { Text(problem) }
    }
    .navigationTitle(screen.title)
    .task { await model.appear() }
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
