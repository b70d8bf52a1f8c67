import RelatchModel
import SwiftUI

#if canImport(UniformTypeIdentifiers)
  import UniformTypeIdentifiers
#endif

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
      toggle(screen.simple, screen.isSimple) { await model.setSimple($0) }
      toggle(screen.lock, screen.isLocked) { await model.setLock($0) }
      toggle(screen.details, screen.showsDetails) { await model.setDetails($0) }
      FieldView(field: $model.screen.provider)
      FieldView(field: $model.screen.providerNumber)
      FieldView(field: $model.screen.emergency)
      Button(screen.saveButton) { model.saveContacts() }
      ForEach(screen.about, id: \.self) { line in Text(line).font(.footnote) }
      if let problem = screen.problem { Label(problem, systemImage: "info.circle") }
    }
    .navigationTitle(screen.title)
    .task { await model.appear() }
  }

  private func toggle(_ row: WordRow, _ isOn: Bool, _ set: @escaping (Bool) async -> Void) -> some View {
    VStack(alignment: .leading) {
      Toggle(row.title, isOn: Binding(get: { isOn }, set: { on in Task { await set(on) } }))
      Text(row.detail).font(.footnote)
    }
  }
}

/// Covers the app until its owner is there.
struct LockView: View {
  let model: LockModel

  var body: some View {
    VStack(spacing: 24) {
      Text(model.screen.title).font(.system(.largeTitle, design: .serif))
      Button(model.screen.button) { Task { await model.open() } }.buttonStyle(LookButton(isMain: true))
    }
    .padding(24)
    .task { await model.open() }
  }
}

/// First run: three questions, each of which may be left out.
struct FirstRunView: View {
  @Bindable var model: FirstRunModel
  let data: DataModel

  var body: some View {
    let screen = model.screen
    VStack(alignment: .leading, spacing: 16) {
      HStack {
        if let back = screen.backButton { Button(back) { model.back() } }
        Spacer()
        Button(screen.buttons.last ?? "") { Task { await model.skip() } }
      }
      Text(screen.rays).font(.footnote)
      Text(screen.step).font(.footnote)
      Text(screen.title).font(.system(.largeTitle, design: .serif))
      Text(screen.detail)
      if screen.asksRestart {
        HStack {
          Button(screen.answers.first ?? "") { model.restartToday() }
          Button(screen.answers.last ?? "") { model.notYet() }
          if model.hasRestart { Image(systemName: "checkmark") }
        }
      }
      if screen.asksBreak {
        ChoiceView(choice: $model.breakIn)
        FieldView(field: $model.breakDays)
      }
      if screen.asksBaby { FieldView(field: $model.baby) }
      if screen.asksReminders {
        Button(screen.answers.first ?? "") { Task { await model.wantReminders() } }
      }
      if let problem = screen.problem { Label(problem, systemImage: "info.circle") }
      Spacer()
      NavigationLink(screen.importButton) { DataView(model: data) }
      Button(screen.buttons.first ?? "") { Task { await model.next() } }.buttonStyle(LookButton(isMain: true))
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

  var body: some View {
    let screen = model.screen
    Form {
      Text(screen.importFrom)
      Button(screen.chooseButton) { picks = true }
      ForEach(screen.questions) { question in
        Text(question.title)
        Text(question.detail).font(.footnote)
        ForEach(question.answers) { answer in
          Button(answer.label) { Task { await model.answer(question.id, answer.id) } }
        }
        TextField(
          question.title,
          text: Binding(get: { answers[question.id] ?? "" }, set: { value in answers[question.id] = value })
        )
        .onSubmit { Task { await model.answer(question.id, answers[question.id] ?? "") } }
      }
      if let sum = screen.sum { Text(sum) }
      ForEach(screen.skipped, id: \.self) { line in Text(line).font(.footnote) }
      if screen.canImport { Button(screen.importButton) { Task { await model.importChosen() } } }
      Button(screen.exportButton) { Task { await model.export(forSpreadsheets: true) } }
      Button(screen.exportAllButton) { Task { await model.export(forSpreadsheets: false) } }
      if let file = screen.exported { ShareLink(item: file) }
      Text(screen.backup).font(.footnote)
      if let check = screen.check { Text(check) }
      Button(screen.checkButton) { Task { await model.check() } }
      Button(screen.eraseButton) { asks = true }
      if asks {
        Text(screen.eraseQuestion)
        Button(screen.eraseYes) {
          asks = false
          Task { await model.erase() }
        }
        Button(screen.cancelButton) { asks = false }
      }
      if let problem = screen.problem { Label(problem, systemImage: "info.circle") }
    }
    .navigationTitle(screen.title)
    .onDisappear { model.removeExport() }
    .fileImporter(isPresented: $picks, allowedContentTypes: [.commaSeparatedText, .json, .data]) { result in
      if let url = try? result.get() { Task { await model.choose(file: url) } }
    }
  }
}
