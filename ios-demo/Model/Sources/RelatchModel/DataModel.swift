import Foundation
import Observation
internal import RelatchKit

/// A question that an import leaves open.
public struct ImportRow: Equatable, Sendable, Identifiable {
  /// Which question.
  public let id: String
  /// The question.
  public let title: String
  /// What the file says to it.
  public let detail: String
  /// Answers to choose from; empty where it has to be typed.
  public let answers: [Choice.Option]
}

/// Everything that Data shows.
public struct DataScreen: Equatable, Sendable {
  /// Title of the screen.
  public var title = ""
  /// Words of the button that chooses files.
  public var chooseButton = ""
  /// Words of the button that carries an import out.
  public var importButton = ""
  /// Words of the button for the table.
  public var exportButton = ""
  /// Words of the check.
  public var checkButton = ""
  /// Words of the button that asks before it erases.
  public var eraseButton = ""
  /// Words of the button that erases.
  public var eraseYes = ""
  /// The questions that an import leaves open.
  public var questions: [ImportRow] = []
  /// Words of the button that answers a typed one.
  public var answerButton = ""
  /// Words of the button for everything, for Relatch.
  public var exportAllButton = ""
  /// Words of the button that goes back.
  public var cancelButton = ""
  /// That the phone's own backup does not hold the log.
  public var backup = ""
  /// From which apps a log comes in.
  public var importFrom = ""
  /// What an import would bring, or brought.
  public var sum: String?
  /// Rows that were left out.
  public var skipped: [String] = []
  /// Whether the import may be carried out.
  public var canImport = false
  /// The file to be shared.
  public var exported: URL?
  /// Result of the check.
  public var check: String?
  /// The question before everything is erased.
  public var eraseQuestion = ""
  /// What went wrong last.
  public var problem: String?
}

/// Data: import with preview and questions, export, check, erase.
@Observable @MainActor public final class DataModel {
  /// What is shown.
  public private(set) var screen = DataScreen()
  private let desk: Desk
  private var files: [ImportFile] = []
  private var answers = ImportAnswers()

  /// A model on the shared desk.
  public init(desk: Desk) {
    self.desk = desk
    let format = desk.format
    screen.title = format.text("data.title")
    screen.chooseButton = format.text("data.import")
    screen.importButton = format.text("data.import_button")
    screen.exportButton = format.text("data.export_csv")
    screen.exportAllButton = format.text("data.export_jsonl")
    (screen.answerButton, screen.cancelButton) = (format.text("button.next"), format.text("button.cancel"))
    (screen.backup, screen.importFrom) = (format.text("first.backup"), format.text("data.import_from"))
    screen.checkButton = format.text("data.check")
    (screen.eraseButton, screen.eraseYes) = (format.text("data.erase"), format.text("data.erase_yes"))
    screen.eraseQuestion = format.text("data.erase_question")
  }

  /// Looks at chosen files; nothing is written.
  public func choose(_ chosen: [(name: String, contents: Data)]) async {
    files = chosen.map { ImportFile(name: $0.name, contents: $0.contents) }
    answers = ImportAnswers()
    await preview()
  }

  /// Looks at a file the person picked.
  public func choose(file: URL) async {
    #if canImport(Darwin)
      let isScoped = file.startAccessingSecurityScopedResource()
      defer { if isScoped { file.stopAccessingSecurityScopedResource() } }
    #endif
    guard let contents = try? Data(contentsOf: file) else {
      screen.problem = desk.format.text("error.field.path")
      return
    }
    await choose([(name: file.lastPathComponent, contents: contents)])
  }

  /// Answers a question: its id, and the answer ("ml", "oz", "g", "kg", "lb", "parent", "baby", a zone, a name).
  public func answer(_ question: String, _ value: String) async {
    var (zone, volume, mass) = (answers.zone, answers.volumeUnit, answers.massUnit)
    var (medicine, baby) = (answers.medicineFor, answers.baby)
    switch question {
    case "zone":
      guard let found = TimeZone(identifier: value) else {
        screen.problem = desk.format.text("error.field.zone")
        return
      }
      // From 2015 until now, as times may be from any of these years.
      let table = ZoneTable(of: found, fromMs: 1_420_070_400_000, toMs: desk.clock().utcMs)
      zone = ImportZone(
        name: value, offsetS: Int32(found.secondsFromGMT(for: Date(timeIntervalSince1970: 1_420_070_400))),
        zoneTable: table)
    case "volumeUnit": volume = value == "oz" ? .oz : .ml
    case "weightUnit": mass = value == "lb" ? .lb : value == "kg" ? .kg : .g
    case "medicine": medicine = value == "baby" ? .baby : .parent
    default: baby = value
    }
    answers = ImportAnswers(zone: zone, volumeUnit: volume, massUnit: mass, medicineFor: medicine, baby: baby)
    await preview()
  }

  /// Carries the import out; one undo takes it back.
  public func importChosen() async {
    let (files, answers) = (files, answers)
    await attempt {
      self.show(
        try await self.desk.run { journal, now in
          try journal.import(files: files, answers: answers, now: now)
        })
      self.screen.canImport = false
      try await self.desk.replan()
    }
  }

  /// Everything as one file to be shared, written page by page; an earlier one goes.
  public func export(forSpreadsheets: Bool) async {
    await attempt {
      let day = self.desk.day(of: Date(milliseconds: self.desk.clock().utcMs))
      let file = self.desk.exports.appendingPathComponent("relatch-\(day)." + (forSpreadsheets ? "csv" : "jsonl"))
      self.removeExport()
      try await self.desk.run { journal, _ in
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data().write(to: file)
        let handle = try FileHandle(forWritingTo: file)
        defer { try? handle.close() }
        var after: String?
        repeat {
          let page = try journal.exportPage(format: forSpreadsheets ? .csv : .jsonl, after: after)
          try handle.write(contentsOf: Data(page.text.utf8))
          after = page.cursor
        } while after != nil
      }
      self.screen.exported = file
    }
  }

  /// The file has been shared, or is not wanted.
  public func removeExport() {
    if let file = screen.exported { try? FileManager.default.removeItem(at: file) }
    screen.exported = nil
  }

  /// Checks the file of the journal.
  public func check() async {
    await attempt {
      let report = try await self.desk.run { journal, _ in try journal.check() }
      self.screen.check = self.desk.format.text(report.sound ? "data.sound" : "data.unsound")
    }
  }

  /// Removes everything for good, also what waits and what was exported; the view asks first.
  public func erase() async {
    removeExport()
    await attempt {
      try await self.desk.run { journal, _ in try journal.erase() }
      if let queue = self.desk.queue { try queue.remove(try queue.waiting()) }
      try await self.desk.readSettings()
      try await self.desk.replan()
    }
  }

  private func preview() async {
    let (files, answers) = (files, answers)
    await attempt {
      let report = try await self.desk.run { journal, now in
        try journal.previewImport(files: files, answers: answers, now: now)
      }
      self.show(report)
      self.screen.canImport = report.questions.isEmpty
    }
  }

  private func show(_ report: ImportReport) {
    let format = desk.format
    screen.questions = report.questions.map { question in
      var answers: [Choice.Option] = []
      switch question.option {
      case .volumeUnit: answers = ["ml", "oz"].map { Choice.Option(id: $0, label: $0) }
      case .weightUnit: answers = ["g", "kg", "lb"].map { Choice.Option(id: $0, label: $0) }
      case .medicine:
        answers = ["parent", "baby"].map { Choice.Option(id: $0, label: format.text("data.answer.\($0)")) }
      // The phone's own zone is the likely one.
      case .zone: answers = [Choice.Option(id: desk.clock().zone, label: desk.clock().zone)]
      case .baby: break
      }
      return ImportRow(
        id: "\(question.option)", title: format.text("data.question." + snake("\(question.option)")),
        detail: question.seen.isEmpty ? "" : format.text("data.question.seen", ["seen": question.seen]),
        answers: answers)
    }
    let numbers = [
      "added": format.number(Double(report.added)), "already": format.number(Double(report.already)),
      "skipped": format.number(Double(report.skipped.count)),
    ]
    screen.sum = report.questions.isEmpty ? format.text("data.sum", numbers) : nil
    screen.skipped = report.skipped.map { row in
      format.text("data.skipped", ["line": String(row.line), "file": row.file, "reason": row.reason])
    }
  }

  private func attempt(_ work: () async throws -> Void) async {
    do {
      screen.problem = nil
      try await work()
    } catch {
      screen.problem = desk.words(error)
      screen.canImport = false
    }
  }
}
