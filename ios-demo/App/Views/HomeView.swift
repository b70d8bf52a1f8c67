import RelatchModel
import SwiftUI

/// Home: read on top, touch below. A running session takes it over.
struct HomeView: View {
  @Bindable var model: HomeModel
  @Environment(\.colorScheme) private var scheme
  @Environment(\.dynamicTypeSize) private var size

  var body: some View {
    let palette = Palette(scheme)
    let (screen, layout) = (model.screen, size.layout)
    ScrollView {
      VStack(spacing: 16) {
        ForEach(screen.flags) { flag in FlagView(flag: flag, model: model) }
        head(screen, palette)
        if layout.showsRing {
          ZStack {
            if let ring = screen.ring { RingView(ring: ring) }
            words(screen, palette, layout)
          }
        } else {
          words(screen, palette, layout)
          if let strip = screen.strip { StripView(strip: strip) }
        }
        ForEach(screen.running) { card in RunningView(card: card, model: model, layout: layout) }
        if screen.running.isEmpty { day(screen, palette) }
        if let problem = screen.problem { Label(problem, systemImage: "info.circle") }
        if screen.running.isEmpty { tiles(screen, palette, layout) }
        Menu(screen.moreButton) {
          ForEach(screen.kinds) { kind in Button(kind.label) { Task { await model.openForm(kind: kind.id) } } }
        }
      }
      .padding(16)
    }
    .background(palette.background)
    .foregroundStyle(palette.colour(.text))
    .safeAreaInset(edge: .bottom) {
      if let undo = screen.undo {
        UndoView(
          bar: undo, amount: { await model.openAmount() }, undo: { await model.undo() }, hide: { model.hide(undo) })
      }
    }
    .sheet(item: $model.form) { form in EntryFormView(form: form) }
    .task { await model.stay() }
  }

  private func head(_ screen: HomeScreen, _ palette: Palette) -> some View {
    HStack {
      VStack(alignment: .leading) {
        Text(screen.title)
        Text(screen.subtitle).foregroundStyle(palette.colour(.text2))
      }
      Spacer()
      Button(screen.sleepButton) { Task { await model.sleep() } }
    }
  }

  private func words(_ screen: HomeScreen, _ palette: Palette, _ layout: TypeLayout) -> some View {
    VStack {
      if let card = screen.running.first {
        Text(card.title).foregroundStyle(palette.colour(.text2))
        if let question = card.question {
          Text(question).font(.system(size: layout.hero(30), design: .serif))
        } else {
          ClockView(from: card.countsFrom, standing: card.elapsed).font(.system(size: layout.hero(62), design: .serif))
        }
        Text(card.since).foregroundStyle(palette.colour(.ember))
      } else {
        Text(screen.overline).foregroundStyle(palette.colour(.text2))
        Text(screen.hero).font(.system(size: layout.hero(screen.isSimple ? 30 : 52), design: .serif))
        Text(screen.next).foregroundStyle(palette.colour(.ember))
        Text(screen.nextDetail).foregroundStyle(palette.colour(.text2))
      }
    }
  }

  private func day(_ screen: HomeScreen, _ palette: Palette) -> some View {
    VStack(spacing: 12) {
      HStack {
        ForEach(screen.figures, id: \.caption) { figure in
          VStack {
            Text(figure.value).font(.system(.title2, design: .serif))
            Text(figure.caption).font(.caption).foregroundStyle(palette.colour(.text2))
          }
          .frame(maxWidth: .infinity)
          .accessibilityElement(children: .combine)
        }
      }
      ForEach(screen.milk, id: \.self) { line in
        Text(line).frame(maxWidth: .infinity, alignment: .leading).privacySensitive()
      }
      if let comfort = screen.comfort { Text(comfort).foregroundStyle(palette.colour(.text2)) }
      if let silenced = screen.silenced { Text(silenced).font(.footnote) }
    }
  }

  private func tiles(_ screen: HomeScreen, _ palette: Palette, _ layout: TypeLayout) -> some View {
    VStack(spacing: 12) {
      Text(screen.hint).font(.footnote).foregroundStyle(palette.colour(.text2))
      LazyVGrid(columns: [GridItem(.adaptive(minimum: layout.sideBySide ? 150 : 300))], spacing: 12) {
        ForEach(screen.tiles) { tile in
          TileView(
            tile: tile, model: model, height: layout.tile(isSimple: screen.isSimple), corner: layout.corner,
            formLabel: screen.formLabel)
        }
      }
    }
  }
}

/// A clock that goes on by itself, or stands.
struct ClockView: View {
  let from: Date?
  let standing: String?

  var body: some View {
    if let from {
      Text(timerInterval: from...Date.distantFuture, countsDown: false).monospacedDigit()
    } else {
      Text(standing ?? "").monospacedDigit()
    }
  }
}

/// One tile: a tap logs, its corner starts the clock, a long press opens the form.
struct TileView: View {
  let tile: ActionTile
  let model: HomeModel
  let height: Double
  let corner: Double
  let formLabel: String
  @Environment(\.colorScheme) private var scheme

  var body: some View {
    let palette = Palette(scheme)
    ZStack(alignment: .topTrailing) {
      Button {
        Task { await model.tap(tile.id) }
      } label: {
        VStack(alignment: .leading) {
          IconView(icon: tile.icon, colour: palette.colour(tile.role))
          Text(tile.title).font(.headline)
          Text(tile.detail).font(.subheadline).foregroundStyle(palette.colour(.text2))
        }
        .frame(maxWidth: .infinity, minHeight: height, alignment: .bottomLeading)
        .padding(16)
        .background(palette.colour(tile.ground))
        .clipShape(RoundedRectangle(cornerRadius: 24))
      }
      .contextMenu { Button(formLabel) { Task { await model.openForm(tile: tile.id) } } }
      .accessibilityLabel(tile.spoken)
      if tile.canStart {
        Button {
          Task { await model.start(tile.id) }
        } label: {
          Image(systemName: "play.fill").frame(width: corner, height: corner).foregroundStyle(palette.onButton)
        }
        .accessibilityLabel(tile.spokenCorner)
      }
    }
  }
}

/// The running session.
struct RunningView: View {
  let card: RunningCard
  let model: HomeModel
  let layout: TypeLayout
  @Environment(\.colorScheme) private var scheme

  var body: some View {
    VStack(spacing: 12) {
      if card.hasSides {
        if layout.sideBySide { HStack { sides } } else { VStack { sides } }
      }
      HStack {
        Button(card.pauseButton) { Task { await model.pauseOrResume(card.id) } }.buttonStyle(LookButton())
        Menu(card.earlierLabel) {
          ForEach(card.earlier) { choice in
            Button(choice.label) { Task { await model.beganEarlier(card.id, minutes: choice.minutes) } }
          }
        }
        Button(card.detailsButton) { Task { await model.openFinish(card.id) } }.buttonStyle(LookButton())
      }
      Button(card.finishButton) { Task { await model.finish(card.id) } }.buttonStyle(LookButton(isMain: true))
      Button(card.discardButton) { Task { await model.discard(card.id) } }
    }
  }

  @ViewBuilder private var sides: some View {
    side(card.left) { await model.switchSide(card.id, toLeft: true) }
    side(card.right) { await model.switchSide(card.id, toLeft: false) }
  }

  private func side(_ side: SideCard, _ action: @escaping () async -> Void) -> some View {
    let palette = Palette(scheme)
    return Button {
      Task { await action() }
    } label: {
      VStack {
        ClockView(from: side.countsFrom, standing: side.value).font(.system(.title2, design: .serif))
        Text(side.caption).foregroundStyle(palette.colour(side.role))
      }
      .frame(maxWidth: .infinity, minHeight: 72)
      .background(palette.colour(side.ground))
      .clipShape(RoundedRectangle(cornerRadius: 24))
    }
  }
}

/// A red flag, above all else; answered, one line for the day.
struct FlagView: View {
  let flag: FlagCard
  let model: HomeModel
  @Environment(\.colorScheme) private var scheme

  var body: some View {
    let palette = Palette(scheme)
    VStack(alignment: .leading, spacing: 8) {
      Label(flag.title, systemImage: "exclamationmark.triangle").font(.system(.title2, design: .serif))
      if !flag.isAnswered {
        Text(flag.detail)
        if let call = flag.call { Link(call.label, destination: call.number).buttonStyle(LookButton(isMain: true)) }
        if let title = flag.emergencyTitle { Text(title) }
        if let emergency = flag.emergency { Link(emergency.label, destination: emergency.number) }
        Button(flag.called) { Task { await model.answer(flag: flag.id) } }.buttonStyle(LookButton())
        if let notSo = flag.notSo {
          Button(notSo) { Task { await model.answer(flag: flag.id) } }.buttonStyle(LookButton())
        }
        Text(flag.source).font(.footnote)
      }
    }
    .foregroundStyle(palette.onAlert)
    .card(palette, palette.colour(.alert))
  }
}

/// The bar after a change.
struct UndoView: View {
  let bar: UndoBar
  let amount: (() async -> Void)?
  let undo: () async -> Void
  let hide: () -> Void
  @Environment(\.colorScheme) private var scheme
  @Environment(\.accessibilityVoiceOverEnabled) private var isSpoken

  var body: some View {
    let palette = Palette(scheme)
    HStack {
      VStack(alignment: .leading) {
        Text(bar.title)
        Text(bar.detail).font(.footnote)
        ForEach(bar.remarks, id: \.self) { line in Text(line).font(.footnote) }
      }
      Spacer()
      if let amount, bar.amountFor != nil { Button(bar.amountButton) { Task { await amount() } } }
      if !bar.button.isEmpty { Button(bar.button) { Task { await undo() } } }
    }
    .card(palette, palette.raised)
    // Ten seconds; with a screen reader until the next action.
    .task(id: bar) { if !isSpoken, (try? await Task.sleep(for: .seconds(10))) != nil { hide() } }
  }
}
