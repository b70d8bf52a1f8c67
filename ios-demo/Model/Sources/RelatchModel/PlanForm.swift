import Foundation
import Observation
internal import RelatchKit

/// The plan agreed with the provider; the app does its arithmetic and nothing else.
@Observable @MainActor public final class PlanForm: Identifiable {
  /// Who agreed, the amount at the start, less at each step, days of each step, as typed.
  public private(set) var fields: [FormField]
  /// What is wrong with no field of its own.
  public private(set) var problem: String?
  /// What it is.
  public var title: String { desk.format.text("plan.title") }
  /// Words of the save button.
  public var saveButton: String { desk.format.text("button.save") }
  /// Words of the button that closes.
  public var closeButton: String { desk.format.text("button.cancel") }
  private let desk: Desk
  private let old: TaperPlan?
  private let untouched: [FormField]
  var saved: @MainActor () async -> Void = {}

  init(desk: Desk, plan: TaperPlan?) {
    let format = desk.format
    self.desk = desk
    old = plan
    let volume = { (microlitres: Int64?) in
      microlitres.map { format.typed(.measured(microlitres: $0, unit: .ml)) } ?? ""
    }
    let typed = [
      plan?.agreedWith ?? "", volume(plan?.startUl), volume(plan?.stepUl), plan.map { "\($0.holdDays)" } ?? "",
    ]
    let unit = " (" + format.volumeUnit + ")"
    untouched = zip(["agreed_with", "start", "step", "hold"], typed).map { id, typed in
      FormField(id, label: format.text("plan." + id) + (["start", "step"].contains(id) ? unit : ""), typed: typed)
    }
    fields = untouched
  }

  /// A field by its name; setting it keeps what is typed.
  public subscript(_ id: String) -> FormField {
    get { fields.first { $0.id == id } ?? FormField(id, label: "") }
    set { if let place = fields.firstIndex(where: { $0.id == id }) { fields[place] = newValue } }
  }

  /// Saves what was typed; a refused field says what it takes and keeps what was typed.
  public func save() async {
    for place in fields.indices { fields[place].problem = nil }
    problem = nil
    do {
      let plan = TaperPlan(
        agreedWith: self["agreed_with"].typed, startUl: try microlitres("start", "error.field.volume", old?.startUl),
        stepUl: try microlitres("step", "error.field.step", old?.stepUl),
        holdDays: Int32(min(max(try number("hold", "error.field.hold").rounded(), -1), 1e6)),
        firstDay: old?.firstDay ?? desk.day(of: Date(milliseconds: desk.clock().utcMs)))
      _ = try await desk.run { journal, now in try journal.setPlan(plan: plan, now: now) }
      await saved()
    } catch let refusal as Refusal {
      self[refusal.field].problem = desk.format.text(refusal.key)
    } catch {
      let words = desk.words(error)
      if let field = desk.field(error), fields.contains(where: { $0.id == field }) {
        // "start" is the time of an entry elsewhere; here it is an amount.
        self[field].problem = field == "start" ? desk.format.text("error.field.plan_start") : words
      } else {
        problem = words
      }
    }
  }

  private func number(_ id: String, _ key: String) throws -> Double {
    guard let value = Format.parse(self[id].typed) else { throw Refusal(field: id, key: key) }
    return min(max(value, -1e9), 1e9)
  }

  /// Untouched, the amount stays to the microlitre: another one would begin the plan anew.
  private func microlitres(_ id: String, _ key: String, _ kept: Int64?) throws -> Int64 {
    if let kept, untouched.contains(where: { $0.id == id && $0.typed == self[id].typed }) { return kept }
    let volume = desk.format.typed(volume: try number(id, key))
    guard case .measured(let microlitres, _) = volume else { throw Refusal(field: id, key: key) }
    return microlitres
  }
}
