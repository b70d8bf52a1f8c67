import RelatchModel
import SwiftUI

/// Reminders: the next 24 hours, whether they come through, the rules.
struct RemindersView: View {
  @Bindable var model: RemindersModel

  var body: some View {
    let screen = model.screen
    Form {
      Section {
        Text(screen.nextLabel)
        Text(screen.next ?? "").font(.system(.largeTitle, design: .serif))
        Text(screen.nextDetail)
        if let timeline = screen.timeline { DayAheadView(timeline: timeline) }
        if let missed = screen.missed { Text(missed) }
        Button(screen.sleepButton) { Task { await model.sleep() } }
      }
      Section {
        ForEach(screen.health) { row in RowView(row: row) }
        if let settings = screen.settingsButton {
          Button(settings) { Task { await model.openSettings() } }
        } else if !screen.canPost {
          Button(screen.allowButton) { Task { await model.allow() } }
        }
      }
      Section {
        ForEach(screen.rules) { rule in
          Button {
            model.openRule(rule.id)
          } label: {
            VStack(alignment: .leading) {
              Text(rule.title)
              Text(rule.detail).font(.subheadline)
              Text(rule.nag).font(.footnote)
            }
          }
          .swipeActions { Button(screen.deleteButton) { Task { await model.remove(rule.id) } } }
        }
        if let none = screen.none { Text(none) }
        Button {
          model.openQuiet()
        } label: {
          RowView(row: screen.quiet)
        }
        Menu(screen.addButton) {
          ForEach(screen.kinds) { kind in Button(kind.label) { model.openRule(kind: kind.id) } }
        }
      }
      if let problem = screen.problem { Label(problem, systemImage: "info.circle") }
    }
    .navigationTitle(screen.title)
    .sheet(item: $model.rule) { rule in RuleFormView(form: rule) }
    .sheet(item: $model.quiet) { quiet in QuietFormView(form: quiet) }
    .task { await model.appear() }
  }
}

/// A rule with its fields.
struct RuleFormView: View {
  let form: RuleForm

  var body: some View {
    Form {
      Text(form.title).font(.system(.title2, design: .serif))
      ForEach(form.fields) { field in
        FieldView(field: Binding(get: { form[field.id] }, set: { form[field.id] = $0 }))
      }
      ForEach(form.choices) { choice in
        Picker(choice.label, selection: Binding(get: { choice.value }, set: { form.choose(choice.id, $0) })) {
          ForEach(choice.options) { option in Text(option.label).tag(option.id) }
        }
      }
      ForEach(form.days) { day in
        Toggle(day.label, isOn: Binding(get: { day.isOn }, set: { form.turn(day.id, $0) }))
      }
      if let problem = form.problem { Label(problem, systemImage: "info.circle") }
      FormButtons(save: form.saveButton, close: form.closeButton) { await form.save() }
    }
  }
}

/// Quiet hours with their fields.
struct QuietFormView: View {
  @Bindable var form: QuietForm

  var body: some View {
    Form {
      Toggle(form.isOn.label, isOn: $form.isOn.isOn)
      if form.isOn.isOn {
        FieldView(field: $form.from)
        FieldView(field: $form.to)
        ChoiceView(choice: $form.policy)
      }
      if let problem = form.problem { Label(problem, systemImage: "info.circle") }
      FormButtons(save: form.saveButton, close: form.closeButton) { await form.save() }
    }
  }
}
