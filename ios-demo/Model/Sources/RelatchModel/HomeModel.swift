import Foundation
import Observation
internal import RelatchKit

/// Home: last, next, today, and what one tap logs.
@Observable @MainActor public final class HomeModel {
  /// What is shown.
  public private(set) var screen = HomeScreen()
  /// The open form; the sheet that shows it is bound to it.
  public var form: EntryForm?
  private let desk: Desk
  private var home: Home?
  private var sessions: [RingSession] = []
  private var flags: [RedFlag] = []
  private var restart: Day?

  /// A model on the shared desk.
  public init(desk: Desk) { self.desk = desk }

  /// The app came to the front: what was queued goes in, reminders are planned anew, everything is read.
  public func appear() async {
    await attempt {
      try await self.desk.readSettings()
      try await self.desk.mergeQueue()
      try await self.desk.replan()
      try await self.read()
    }
  }

  /// Keeps what is shown current while it is on the screen: each minute one call.
  public func stay() async {
    await appear()
    while (try? await Task.sleep(for: .seconds(60))) != nil { await attempt { try await self.read() } }
  }

  var hasRestart: Bool { restart != nil }

  private struct Read: Sendable {
    let home: Home
    let entries: [Entry]
    let flags: [RedFlag]
    let restart: Day?
  }

  private func read() async throws {
    let found = try await desk.run { journal, now in
      let query = EntryQuery(fromMs: now.utcMs - 86_400_000, toMs: now.utcMs + 300_000, limit: 200)
      return Read(
        home: try journal.home(now: now), entries: try journal.entries(query: query).entries,
        flags: try journal.redFlags(now: now), restart: try journal.journey().restart)
    }
    sessions = found.entries.filter(\.kind.isStimulation).map(ringSession)
    (home, flags, restart) = (found.home, found.flags, found.restart)
    show()
  }

  private func ringSession(_ entry: Entry) -> RingSession {
    RingSession(id: entry.id, start: entry.start, timedMs: entry.kind.timedMs, day: entry.day)
  }

  // MARK: Taps, one call each

  /// Logs the tile as just done.
  public func tap(_ tile: Int) async {
    guard let action = home?.actions[safe: tile] else { return }
    let id = newEntryId()
    await logged { journal, now in
      try journal.log(new: NewEntry(id: id, kind: action.kind, baby: action.baby), now: now)
    }
  }

  /// Starts the clock of a tile.
  public func start(_ tile: Int) async {
    guard let action = home?.actions[safe: tile], let kind = sessionKind(action.kind) else { return }
    let new = StartSession(id: newEntryId(), kind: kind, side: action.side, baby: action.baby)
    await changed { journal, now in try journal.start(new: new, now: now) }
  }

  // MARK: Forms

  /// Opens the form of a tile, with its time and all its fields.
  public func openForm(tile: Int) async {
    guard let action = home?.actions[safe: tile] else { return }
    await open { desk in
      let form = try await EntryForm.open(desk, EntryForm.kind(of: action.kind))
      if let side = action.side { form.choose("sides", side == .left ? "left" : "right") }
      if let baby = action.baby { form.choose("baby", baby) }
      if case .supplement(let supplement) = action.kind { form.choose("milk", "\(supplement.milk)") }
      return form
    }
  }

  /// Opens the form of a kind.
  public func openForm(kind: String) async {
    guard let kind = FormKind(rawValue: kind) else { return }
    await open { desk in try await EntryForm.open(desk, kind) }
  }

  /// Gives an amount to what was just logged.
  public func openAmount() async {
    guard let id = screen.undo?.amountFor else { return }
    await open { desk in try await EntryForm.edit(desk, id) }
  }

  /// Opens how a running session ends: latch, supplementer, amount.
  public func openFinish(_ id: String) async {
    guard let running = home?.running.first(where: { $0.id == id }) else { return }
    await open { desk in EntryForm.finish(desk, running) }
  }

  private func open(_ make: (Desk) async throws -> EntryForm) async {
    await attempt {
      let form = try await make(self.desk)
      form.taken = { [weak self] logged in
        self?.form = nil
        self?.take(logged)
        // An edit may have moved a session in or out of the ring.
        try? await self?.read()
        self?.screen.undo = self?.undoBar(logged)
      }
      self.form = form
    }
  }

  /// From now on the other side; the card's id says of which session.
  public func switchSide(_ id: String, toLeft: Bool) async {
    guard let which = selector(id) else { return }
    await changed { journal, now in
      try journal.switchSide(which: which, side: toLeft ? .left : .right, now: now)
    }
  }

  /// Pauses, or goes on.
  public func pauseOrResume(_ id: String) async {
    guard let which = selector(id), let running = home?.running.first(where: { $0.id == id }) else { return }
    let goesOn = running.paused || running.forgotten
    await changed { journal, now in
      goesOn ? try journal.resume(which: which, now: now) : try journal.hold(which: which, now: now)
    }
  }

  /// It began so many minutes earlier.
  public func beganEarlier(_ id: String, minutes: Int) async {
    guard let which = selector(id), let running = home?.running.first(where: { $0.id == id }) else { return }
    let at = Stamp(utcMs: running.start.utcMs - Int64(minutes) * 60_000, offsetS: running.start.offsetS)
    await changed { journal, now in try journal.moveStart(which: which, at: at, now: now) }
  }

  /// Ends the session and logs it.
  public func finish(_ id: String) async {
    guard let which = selector(id) else { return }
    await logged { journal, now in try journal.finish(which: which, how: FinishSession(), now: now) }
  }

  /// Drops the session.
  public func discard(_ id: String) async {
    guard let which = selector(id) else { return }
    await changed { journal, now in try journal.discard(which: which, now: now) }
  }

  /// Takes the newest change back.
  public func undo() async {
    await attempt {
      let undone = try await self.desk.run { journal, now in try journal.undo(now: now) }
      self.home = undone.home
      try await self.read()
      self.screen.undo = UndoBar(title: self.desk.format.text("undo.undone"), detail: "", button: "", amountFor: nil)
      try await self.desk.follow(undone.home, undone.reminders)
    }
  }

  /// The bar has been there long enough; a newer one stays.
  public func hide(_ bar: UndoBar) { if screen.undo == bar { screen.undo = nil } }

  /// Silence for four hours.
  public func sleep() async {
    await attempt {
      let sleep = try await self.desk.run { journal, now in try journal.protectSleep(lengthMs: 14_400_000, now: now) }
      try await self.desk.replan()
      let format = self.desk.format
      if let sleep {
        let time = format.time(sleep.untilMs, self.desk.clock())
        self.screen.undo = UndoBar(
          title: format.text("home.sleep_until", ["time": time]), detail: "", button: "", amountFor: nil)
      }
    }
  }

  /// "I have called", or "it is not so".
  public func answer(flag: String) async {
    await attempt {
      self.flags = try await self.desk.run { journal, now in try journal.answerFlag(key: flag, now: now) }
      self.show()
    }
  }

  private func selector(_ id: String) -> SessionSelector? {
    home?.running.first { $0.id == id }.map { SessionSelector(kind: $0.kind, baby: $0.baby) }
  }

  private func logged(_ call: @escaping @Sendable (Journal, Now) throws -> Logged) async {
    await attempt {
      let logged = try await self.desk.run(call)
      self.take(logged)
      try await self.desk.follow(logged.home, logged.reminders)
    }
  }

  private func take(_ logged: Logged) {
    home = logged.home
    sessions.removeAll { $0.id == logged.entry.id }
    if logged.entry.kind.isStimulation { sessions.append(ringSession(logged.entry)) }
    show()
    screen.undo = undoBar(logged)
  }

  private func changed(_ call: @escaping @Sendable (Journal, Now) throws -> Changed) async {
    await attempt {
      let changed = try await self.desk.run(call)
      self.home = changed.home
      self.show()
      try await self.desk.follow(changed.home, changed.reminders)
    }
  }

  private func attempt(_ work: () async throws -> Void) async {
    do {
      screen.problem = nil
      try await work()
    } catch {
      screen.problem = desk.words(error)
    }
  }

  // MARK: What is shown

  private func undoBar(_ logged: Logged) -> UndoBar {
    let format = desk.format
    let what = format.kind(logged.entry.kind)
    var amountFor: String?
    if case .expression(let expression) = logged.entry.kind, expression.sum == .unmeasured, !desk.settings.simple {
      amountFor = logged.entry.id
    }
    return UndoBar(
      title: format.text("undo.logged", ["what": what, "time": format.time(logged.entry.start)]),
      detail: logged.home.next.map { format.text("undo.next", ["time": format.time($0.at)]) } ?? "",
      button: format.text("button.undo"), amountFor: amountFor, amountButton: format.text("button.amount"),
      remarks: logged.warnings.map(format.warning))
  }

  private func show() {
    guard let home else { return }
    let (format, now, simple) = (desk.format, desk.clock(), desk.settings.simple)
    var new = HomeScreen()
    new.title = format.weekday(home.today.day)
    if let restart, !simple {
      new.subtitle = format.counted("home.days_since_restart", "days", dayNumber(home.today.day) - dayNumber(restart))
    }
    new.sleepButton = simple ? format.text("simple.sleep") : format.text("home.sleep", ["hours": format.number(4)])
    new.ring = DayRing(home: home, sessions: sessions, now: now, format: format)
    words(&new, home, format, simple)
    if !simple { (new.figures, new.milk) = (figures(home.today, format), milk(home.today, format)) }
    new.hint = simple ? "" : format.text("home.tap_once_done")
    new.kinds = FormKind.allCases.filter { $0 != .other }.map { kind in
      Choice.Option(id: kind.rawValue, label: format.text("kind.\(kind.rawValue)"))
    }
    (new.moreButton, new.formLabel) = (format.text("action.more"), format.text("action.form"))
    new.strip = DayStrip(
      day: home.today.day, sessions: sessions, next: home.next?.at, today: home.today.day, now: now, format: format)
    if home.frequencyPromptsSilenced, !simple { new.silenced = format.text("home.frequency_silenced") }
    if home.lastMs == nil, !simple { new.comfort = format.text("home.zero_is_normal") }
    new.isSimple = simple
    new.tiles = home.actions.enumerated().map { tile($0.offset, $0.element, format, simple) }
    new.running = home.running.map { card($0, format) }
    new.flags = flags.map { flagCard($0, format) }
    new.undo = screen.undo
    new.problem = screen.problem
    screen = new
  }

  private func words(_ new: inout HomeScreen, _ home: Home, _ format: Format, _ simple: Bool) {
    guard let since = home.sinceMin else {
      new.hero = format.text("home.ready_when_you_are")
      new.nextDetail = format.text("home.first_ray")
      return
    }
    if simple {
      let isDue = home.next.map { $0.overdueMin > 0 || $0.at.utcMs <= desk.clock().utcMs } ?? true
      new.hero = format.text(isDue ? "simple.now" : "simple.time_to_rest")
      new.next = isDue ? "" : format.text("simple.soon")
      return
    }
    new.overline = format.text("home.since_last")
    new.hero = format.duration(minutes: Int(since))
    guard let next = home.next else { return }
    if next.at.utcMs <= desk.clock().utcMs {
      new.next = format.text("home.when_ready")
    } else {
      new.next = format.text("home.next_at", ["time": format.time(next.at)])
      new.nextDetail = format.text("home.or_when_ready")
    }
  }

  private func figures(_ day: DaySummary, _ format: Format) -> [Caption] {
    let none = "–"
    return [
      Caption(
        value: day.sessions.map { format.number(Double($0)) } ?? format.number(0), caption: format.text("home.sessions")
      ),
      Caption(value: day.stimulationMs.map(format.duration) ?? none, caption: format.text("home.time_spent")),
      Caption(value: day.longestGapMs.map(format.duration) ?? none, caption: format.text("home.longest_gap")),
      Caption(
        value: day.nightSessions.map { format.number(Double($0)) } ?? none, caption: format.text("home.last_night")),
    ]
  }

  private func milk(_ day: DaySummary, _ format: Format) -> [String] {
    var lines: [String] = []
    if day.ownMilk.measured > 0 {
      lines.append(
        format.text("home.own_milk", ["volume": format.volume(Double(day.ownMilk.measuredUl))]) + " "
          + format.text("home.measured"))
    }
    if day.ownMilk.unmeasured > 0 {
      lines.append(format.counted("home.unmeasured", "sessions", Int(day.ownMilk.unmeasured)))
    }
    if day.formulaUl > 0 {
      lines.append(format.text("home.formula", ["volume": format.volume(Double(day.formulaUl))]))
    }
    if day.donorUl > 0 { lines.append(format.text("home.donor", ["volume": format.volume(Double(day.donorUl))])) }
    return lines
  }

  private func tile(_ place: Int, _ action: QuickAction, _ format: Format, _ simple: Bool) -> ActionTile {
    var title = format.text(action.labelKey)
    var detail = format.text("action.both_sides")
    if let side = action.side {
      if case .nursing = action.kind {
        title = format.text(side == .left ? "action.nursing_left" : "action.nursing_right")
      }
      detail = format.text("action.was_last", ["side": format.side(side == .left ? .right : .left)])
    }
    var role = ColourRole.ember
    if case .supplement(let supplement) = action.kind {
      title = format.capitalized(format.milk(supplement.milk))
      detail = format.text("action.as_last_time", ["volume": format.volume(supplement.volume)])
      role = .supplement
    }
    title = format.about(action.baby, title)
    return ActionTile(
      id: place, title: title, icon: action.kind.icon, detail: simple ? "" : detail,
      canStart: sessionKind(action.kind) != nil,
      isSuggested: place == 0, role: role, ground: place == 0 ? .box : .surface,
      spoken: format.text("action.log_now", ["what": title]),
      spokenCorner: format.text("action.start", ["what": title]))
  }

  private func card(_ running: Running, _ format: Format) -> RunningCard {
    let (side, now) = (running.side, desk.clock().utcMs)
    let goes = !running.paused && !running.forgotten
    let sideCard = { (mine: Side, ms: Int64) -> SideCard in
      let isLit = side == mine
      let name = format.text(mine == .left ? "side.left_title" : "side.right_title")
      return SideCard(
        value: format.ticking(ms),
        caption: isLit
          ? format.text("running.now", ["side": name]) : format.text("running.switch", ["side": format.side(mine)]),
        countsFrom: isLit && goes ? Date(milliseconds: now - ms) : nil, role: isLit ? .ember : .text2,
        ground: isLit ? .box : .surface)
    }
    return RunningCard(
      id: running.id, title: format.running(running), elapsed: running.elapsedMs.map(format.ticking),
      countsFrom: goes ? running.elapsedMs.map { Date(milliseconds: now - $0) } : nil,
      since: format.text("running.since", ["time": format.time(running.start)]),
      side: side.map { $0 == .left ? "left" : "right" } ?? "",
      left: sideCard(.left, running.leftMs), right: sideCard(.right, running.rightMs),
      pauseButton: format.text(running.paused || running.forgotten ? "running.resume" : "running.pause"),
      isPaused: running.paused, finishButton: format.text("running.finish"),
      discardButton: format.text("running.discard"),
      detailsButton: format.text(running.kind == .nursing ? "running.supplementer" : "button.amount"),
      earlierLabel: format.text("running.began_earlier"), hasSides: running.kind == .nursing,
      earlier: [1, 5, 15].map { minutes in
        RunningCard.Earlier(
          minutes: minutes,
          label: format.text("running.earlier_minutes", ["minutes": format.number(Double(minutes))]))
      },
      question: running.forgotten ? format.text("running.still_going") : nil)
  }

  private func flagCard(_ flag: RedFlag, _ format: Format) -> FlagCard {
    let detail = format.about(flag.baby, format.fact(flag.textKey(), flag.seen))
    let preferences = desk.preferences
    let number = preferences.emergency(in: desk.locale)
    let emergency = telephone(number).map {
      CallButton(label: format.text("flagcard.emergency_call", ["number": number]), number: $0)
    }
    var provider: CallButton?
    if !preferences.provider.isEmpty, let number = telephone(preferences.providerNumber) {
      provider = CallButton(label: format.text("button.call", ["name": preferences.provider]), number: number)
    }
    let isEmergency = flag.level == .emergency
    return FlagCard(
      id: flag.key, title: format.text(flag.level.textKey()),
      detail: flag.question ? detail + " " + format.text("flag.question") : detail,
      call: isEmergency ? emergency : provider,
      // The signs of a baby that cannot wait; a flag of the parent's own has its own words.
      emergencyTitle: isEmergency || flag.baby == nil ? nil : format.text("flagcard.emergency"),
      emergency: isEmergency ? nil : emergency,
      called: format.text("flag.answer.called"), notSo: flag.question ? format.text("flag.answer.not_so") : nil,
      source: format.text("about.source", ["source": flag.source]), isAnswered: flag.answeredMs != nil)
  }
}

private func sessionKind(_ kind: EntryKind) -> SessionKind? {
  switch kind {
  case .nursing: .nursing
  case .expression(let expression): expression.method == .hand ? .hand : .pump
  default: nil
  }
}

extension Array {
  subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}

/// "hardToWake" as "hard_to_wake": the keys of the texts follow the core's names.
func snake(_ name: String) -> String {
  name.reduce(into: "") { text, letter in
    if letter.isUppercase { text += "_" }
    text += letter.lowercased()
  }
}
