import RelatchModel
import SwiftUI

/// Journey and plan.
struct JourneyView: View {
  @Bindable var model: JourneyModel

  var body: some View {
    let screen = model.screen
    Form {
      Section {
        Text(screen.restarted).font(.system(.title2, design: .serif))
        ForEach(screen.story, id: \.self) { line in Text(line) }
        ForEach(screen.milestones, id: \.self) { line in Text(line) }
      }
      Section {
        Text(screen.plan)
        if let agreed = screen.agreedWith { Text(agreed) }
        if let sum = screen.sum { Text(sum) }
        ForEach(screen.conditions) { row in
          HStack {
            Image(systemName: row.isMet ? "checkmark" : "circle")
            Text(row.text)
          }
        }
        if screen.canTakeStep { Button(screen.stepButton) { Task { await model.takeStep() } } }
        if let arithmetic = screen.arithmetic { Text(arithmetic).font(.footnote) }
      }
      Section {
        FieldView(field: $model.screen.agreed)
        FieldView(field: $model.screen.start)
        FieldView(field: $model.screen.step)
        FieldView(field: $model.screen.hold)
        Button(screen.saveButton) { Task { await model.savePlan() } }
      }
      if let problem = screen.problem { Text(problem) }
    }
    .navigationTitle(screen.title)
    .task { await model.appear() }
  }
}

/// Growth and diapers.
struct GrowthView: View {
  let model: GrowthModel

  var body: some View {
    let screen = model.screen
    List {
      if let empty = screen.empty { Text(empty) }
      if let problem = screen.problem { Text(problem) }
      ForEach(screen.cards) { card in
        Section(card.id) {
          ForEach(card.weights, id: \.self) { line in Text(line) }
          ForEach(card.facts, id: \.self) { line in Text(line) }
          ForEach(card.diapers, id: \.self) { line in Text(line) }
        }
      }
      Text(screen.method).font(.footnote)
    }
    .navigationTitle(screen.title)
    .task { await model.appear() }
  }
}
