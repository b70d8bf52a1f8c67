import Foundation
import RelatchKit

let store = JournalStore()  // or JournalStore(path: path)
let pump = MilkExpression(method: .pump, total: .measured(microlitres: 12_000, unit: .ml))
let tap = NewEntry(id: newEntryId(), kind: .expression(expression: pump))

do {
  // Off the main thread, durable when it returns; the same id again never logs twice.
  let logged = try await store.run { try $0.log(new: tap, now: .current()) }
  print("sessions today:", logged.home.today.sessions ?? 0)
  if let next = logged.home.next {
    print("next:", next.at.date.formatted(date: .omitted, time: .shortened))
  }
  for operation in logged.reminders.operations {
    print("tell the system:", operation.acknowledged(true).id)
  }
} catch JournalError.Invalid(let field, _) {
  print("look at", field)
} catch {
  print(error.localizedDescription)
}
