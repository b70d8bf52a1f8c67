import RelatchModel
import SwiftUI

/// Settings.
struct SettingsView: View {
  @Bindable var model: SettingsModel

  var body: some View {
    let screen = model.screen
    Form {
      ForEach(screen.choices) { choice in
        Picker(
          choice.label,
          selection: Binding(get: { choice.value }, set: { value in Task { await model.choose(choice.id, value) } })
        ) {
          ForEach(choice.options) { option in Text(option.label).tag(option.id) }
        }
      }
      FieldView(field: $model.screen.dayStart)
      FieldView(field: $model.screen.nightFrom)
      FieldView(field: $model.screen.nightTo)
      Button(screen.saveButton) { Task { await model.saveTimes() } }
      Toggle(
        screen.simple.title,
        isOn: Binding(get: { screen.isSimple }, set: { on in Task { await model.setSimple(on) } }))
      Text(screen.simple.detail).font(.footnote)
      if let problem = screen.problem { Text(problem) }
    }
    .navigationTitle(screen.title)
    .task { await model.appear() }
  }
}

/// First run: three questions.
struct FirstRunView: View {
  @Bindable var model: FirstRunModel

  var body: some View {
    let screen = model.screen
    VStack(alignment: .leading, spacing: 16) {
      Text(screen.step).font(.footnote)
      Text(screen.title).font(.system(.largeTitle, design: .serif))
      Text(screen.detail)
      if screen.asksBreak { FieldView(field: $model.breakDays) }
      if screen.asksBaby { FieldView(field: $model.baby) }
      if screen.asksReminders {
        Button(screen.answers.first ?? "") { Task { await model.wantReminders() } }
      }
      if screen.asksRestart {
        Button(screen.answers.first ?? "") { model.restartToday() }
      }
      if let problem = screen.problem { Text(problem) }
      Spacer()
      Button(screen.buttons.first ?? "") { Task { await model.next() } }.frame(minHeight: 68)
    }
    .padding(20)
  }
}

/// Data: import with preview and questions, export, check, erase.
struct DataView: View {
  let model: DataModel
  @State private var picks = false
  @State private var asks = false
  @State private var answers: [String: String] = [:]
  @State private var exported = ""

  var body: some View {
    let screen = model.screen
    Form {
      Button(screen.chooseButton) { picks = true }
      ForEach(screen.questions) { question in
        RowView(row: question)
        TextField(
          question.title,
          text: Binding(get: { answers[question.id] ?? "" }, set: { value in answers[question.id] = value })
        )
        .onSubmit { Task { await model.answer(question.id, answers[question.id] ?? "") } }
      }
      if let sum = screen.sum { Text(sum) }
      ForEach(screen.skipped, id: \.self) { line in Text(line).font(.footnote) }
      if screen.canImport { Button(screen.importButton) { Task { await model.importChosen() } } }
      Button(screen.exportButton) { Task { exported = await model.export(forSpreadsheets: true) ?? "" } }
      if !exported.isEmpty { ShareLink(item: exported) }
      if let check = screen.check { Text(check) }
      Button(screen.checkButton) { Task { await model.check() } }
      Button(screen.eraseButton) { asks = true }
      if asks {
        Text(screen.eraseQuestion)
        Button(screen.eraseYes) {
          asks = false
          Task { await model.erase() }
        }
      }
      if let problem = screen.problem { Text(problem) }
    }
    .navigationTitle(screen.title)
    .fileImporter(isPresented: $picks, allowedContentTypes: [.commaSeparatedText, .json, .data]) { result in
      if let url = try? result.get() { Task { await model.choose(file: url) } }
    }
  }
}
