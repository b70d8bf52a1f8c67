import Charts
import RelatchModel
import SwiftUI

/// Growth and diapers: information from tables, no verdict.
struct GrowthView: View {
  @Bindable var model: GrowthModel
  @Environment(\.colorScheme) private var scheme

  var body: some View {
    let palette = Palette(scheme)
    let screen = model.screen
    List {
      if let problem = screen.problem { Label(problem, systemImage: "info.circle") }
      ForEach(screen.cards) { card in
        Section(card.id) {
          Text(card.about)
          Button(screen.editButton) { model.openBaby(card.id) }
          if card.points.count > 1 {
            Text(card.axis).font(.caption)
            Chart(card.points) { point in
              PointMark(x: .value("day", point.id), y: .value("weight", point.weight))
                .foregroundStyle(palette.colour(.milk))
            }
            .frame(height: 140)
          }
          ForEach(card.points) { point in Text(point.label) }
          ForEach(card.facts, id: \.self) { line in Text(line) }
          ForEach(card.doubts) { doubt in
            Text(doubt.text)
            Button(screen.doubtButtons.first ?? "") { Task { await model.confirm(doubt.id) } }
            Button(screen.doubtButtons.last ?? "") { Task { await model.edit(doubt.entry) } }
          }
          ForEach(card.diapers, id: \.self) { line in Text(line) }
        }
      }
      Button(screen.weighButton) { Task { await model.weigh() } }
      Button(screen.addButton) { model.openBaby(nil) }
      Text(screen.method).font(.footnote)
    }
    .navigationTitle(screen.title)
    .sheet(item: $model.form) { form in EntryFormView(form: form) }
    .sheet(item: $model.baby) { form in BabyFormView(form: form) }
    .task { await model.appear() }
  }
}

/// What is known of a baby.
struct BabyFormView: View {
  @Bindable var form: BabyForm

  var body: some View {
    Form {
      Text(form.title).font(.system(.title2, design: .serif))
      if form.isNew { FieldView(field: $form.name) } else { Text(form.name.typed) }
      Toggle(form.bornIsKnown.label, isOn: $form.bornIsKnown.isOn)
      if form.bornIsKnown.isOn { DatePicker(form.bornLabel, selection: $form.born) }
      if let problem = form.bornProblem { Label(problem, systemImage: "info.circle") }
      ChoiceView(choice: $form.sex)
      FieldView(field: $form.gestation)
      if let problem = form.problem { Label(problem, systemImage: "info.circle") }
      FormButtons(save: form.saveButton, close: form.closeButton) { await form.save() }
    }
  }
}

/// What is known: the guidance cards.
struct CardsView: View {
  let model: CardsModel

  var body: some View {
    let screen = model.screen
    List {
      if let silenced = screen.silenced { Text(silenced) }
      ForEach(screen.cards) { card in
        Section(card.title) { Text(card.body) }
      }
      Text(screen.foot).font(.footnote)
      if let problem = screen.problem { Label(problem, systemImage: "info.circle") }
    }
    .navigationTitle(screen.title)
    .task { await model.appear() }
  }
}
