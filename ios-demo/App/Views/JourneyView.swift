import RelatchModel
import SwiftUI

/// Journey and plan: two tracks that never mix, and the plan with every condition.
struct JourneyView: View {
  @Bindable var model: JourneyModel

  var body: some View {
    let screen = model.screen
    Form {
      Section {
        Text(screen.restarted).font(.system(.title2, design: .serif))
        ForEach(screen.story, id: \.self) { line in Text(line) }
        Button(screen.editButton) { model.openAccount() }
      }
      Section(screen.supplyTitle) { ForEach(screen.supply, id: \.self) { line in Text(line) } }
      Section(screen.breastTitle) {
        ForEach(screen.breast, id: \.self) { line in Text(line) }
        Text(screen.apart).font(.footnote)
      }
      Section {
        Text(screen.plan)
        if let agreed = screen.agreedWith { Text(agreed) }
        if !screen.steps.isEmpty { StairsView(screen: screen) }
        if let sum = screen.sum { Text(sum) }
        ForEach(screen.conditions) { row in
          HStack {
            Image(systemName: row.isMet ? "checkmark" : "circle")
            Text(row.text)
            if let button = row.button { Button(button) { Task { await model.help(row.id) } } }
          }
        }
        if screen.canTakeStep { Button(screen.stepButton) { Task { await model.takeStep() } } }
        if let before = screen.before {
          Text(before)
          Button(screen.backButton) { Task { await model.stepBack() } }
        }
        Button(screen.planButton) { model.openPlan() }
        if let off = screen.offButton { Button(off) { Task { await model.endPlan() } } }
        if let arithmetic = screen.arithmetic { Text(arithmetic).font(.footnote) }
      }
      if let problem = screen.problem { Label(problem, systemImage: "info.circle") }
    }
    .navigationTitle(screen.title)
    .sheet(item: $model.account) { form in AccountFormView(form: form) }
    .sheet(item: $model.plan) { form in PlanFormView(form: form) }
    .sheet(item: $model.form) { form in EntryFormView(form: form) }
    .task { await model.appear() }
  }
}

/// The parent's own account.
struct AccountFormView: View {
  @Bindable var form: JourneyForm

  var body: some View {
    Form {
      Toggle(form.restartIsKnown.label, isOn: $form.restartIsKnown.isOn)
      if form.restartIsKnown.isOn { DatePicker(form.restartLabel, selection: $form.restart) }
      if let problem = form.restartProblem { Label(problem, systemImage: "info.circle") }
      ChoiceView(choice: $form.breakIn)
      ChoiceView(choice: $form.goal)
      ForEach(form.shown) { field in
        FieldView(field: Binding(get: { form[field.id] }, set: { form[field.id] = $0 }))
      }
      if let problem = form.problem { Label(problem, systemImage: "info.circle") }
      FormButtons(save: form.saveButton, close: form.closeButton) { await form.save() }
    }
  }
}

/// The plan agreed with the provider.
struct PlanFormView: View {
  let form: PlanForm

  var body: some View {
    Form {
      Text(form.title).font(.system(.title2, design: .serif))
      ForEach(form.fields) { field in
        FieldView(field: Binding(get: { form[field.id] }, set: { form[field.id] = $0 }))
      }
      if let problem = form.problem { Label(problem, systemImage: "info.circle") }
      FormButtons(save: form.saveButton, close: form.closeButton) { await form.save() }
    }
  }
}
