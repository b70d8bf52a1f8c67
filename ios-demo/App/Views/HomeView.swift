import RelatchModel
import SwiftUI

/// Home: read on top, touch below.
struct HomeView: View {
  let model: HomeModel
  @Environment(\.colorScheme) private var scheme

  var body: some View {
    let palette = Palette(scheme)
    let screen = model.screen
    ScrollView {
      VStack(spacing: 16) {
        ForEach(screen.flags) { flag in FlagView(flag: flag, model: model) }
        HStack {
          VStack(alignment: .leading) {
            Text(screen.title)
            Text(screen.subtitle).foregroundStyle(palette.colour(.text2))
          }
          Spacer()
          Button(screen.sleepButton) { Task { await model.sleep() } }
        }
        ZStack {
          if let ring = screen.ring { RingView(ring: ring) }
          VStack {
            Text(screen.overline).foregroundStyle(palette.colour(.text2))
            Text(screen.hero).font(.system(.largeTitle, design: .serif))
            Text(screen.next).foregroundStyle(palette.colour(.ember))
            Text(screen.nextDetail).foregroundStyle(palette.colour(.text2))
          }
        }
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
        if let problem = screen.problem { Text(problem) }
        ForEach(screen.running) { card in RunningView(card: card, model: model) }
        Text(screen.hint).font(.footnote).foregroundStyle(palette.colour(.text2))
        LazyVGrid(columns: [GridItem(.adaptive(minimum: 150))], spacing: 12) {
          ForEach(screen.tiles) { tile in TileView(tile: tile, model: model) }
        }
      }
      .padding(16)
    }
    .background(palette.background)
    .foregroundStyle(palette.colour(.text))
    .safeAreaInset(edge: .bottom) { if let undo = screen.undo { UndoView(bar: undo) { await model.undo() } } }
    .task { await model.appear() }
  }
}

/// One tile: a tap logs, its corner starts the clock.
struct TileView: View {
  let tile: ActionTile
  let model: HomeModel
  @Environment(\.colorScheme) private var scheme

  var body: some View {
    let palette = Palette(scheme)
    ZStack(alignment: .topTrailing) {
      Button {
        Task { await model.tap(tile.id) }
      } label: {
        VStack(alignment: .leading) {
          Text(tile.title).font(.headline)
          Text(tile.detail).font(.subheadline).foregroundStyle(palette.colour(.text2))
        }
        .frame(maxWidth: .infinity, minHeight: 102, alignment: .bottomLeading)
        .padding(16)
      }
      .background(palette.colour(tile.isSuggested ? .box : .surface))
      .accessibilityLabel(tile.spoken)
      if tile.canStart {
        Button {
          Task { await model.start(tile.id) }
        } label: {
          Image(systemName: "play.fill").frame(width: 48, height: 48)
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

  var body: some View {
    VStack(spacing: 12) {
      Text(card.title)
      Text(card.question ?? card.elapsed ?? "").font(.system(.largeTitle, design: .serif)).monospacedDigit()
      Text(card.since)
      HStack {
        side(card.left) { await model.switchSide(card.id, toLeft: true) }
        side(card.right) { await model.switchSide(card.id, toLeft: false) }
      }
      HStack {
        Button(card.pauseButton) { Task { await model.pauseOrResume(card.id) } }
        ForEach(card.earlier) { choice in
          Button(choice.label) { Task { await model.beganEarlier(card.id, minutes: choice.minutes) } }
        }
      }
      Button(card.finishButton) { Task { await model.finish(card.id) } }.frame(minHeight: 68)
      Button(card.discardButton) { Task { await model.discard(card.id) } }
    }
  }

  private func side(_ caption: Caption, _ action: @escaping () async -> Void) -> some View {
    Button {
      Task { await action() }
    } label: {
      VStack {
        Text(caption.value).monospacedDigit()
        Text(caption.caption)
      }
      .frame(maxWidth: .infinity, minHeight: 72)
    }
  }
}

/// A red flag, above all else.
struct FlagView: View {
  let flag: FlagCard
  let model: HomeModel
  @Environment(\.colorScheme) private var scheme

  var body: some View {
    VStack(alignment: .leading, spacing: 8) {
      Text(flag.title).font(.system(.title2, design: .serif))
      if !flag.isAnswered {
        Text(flag.detail)
        Button(flag.called) { Task { await model.answer(flag: flag.id) } }
        if let notSo = flag.notSo { Button(notSo) { Task { await model.answer(flag: flag.id) } } }
        Text(flag.source).font(.footnote)
      }
    }
    .padding(16)
    .background(Palette(scheme).colour(.alert))
  }
}

/// The bar after a change.
struct UndoView: View {
  let bar: UndoBar
  let undo: () async -> Void
  @Environment(\.colorScheme) private var scheme

  var body: some View {
    HStack {
      VStack(alignment: .leading) {
        Text(bar.title)
        Text(bar.detail).font(.footnote)
      }
      Spacer()
      if !bar.button.isEmpty { Button(bar.button) { Task { await undo() } } }
    }
    .padding(16)
    .background(Palette(scheme).surface)
  }
}
