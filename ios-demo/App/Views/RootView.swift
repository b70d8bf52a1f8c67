import RelatchModel
import SwiftUI

/// The lock, the first run, or the five tabs; four in simple mode.
struct RootView: View {
  let app: AppModel
  @Environment(\.dynamicTypeSize) private var size

  var body: some View {
    screens.preferredColorScheme(app.settings.isDark.map { $0 ? .dark : .light })
  }

  @ViewBuilder private var screens: some View {
    if app.lock.screen.isLocked {
      LockView(model: app.lock)
    } else if app.isFirstRun {
      NavigationStack { FirstRunView(model: app.firstRun, data: app.data) }
    } else {
      TabView {
        HomeView(model: app.home).tabItem { tab(0, "sun.max") }
        NavigationStack { LogView(model: app.log) }.tabItem { tab(1, "list.bullet") }
        if app.showsTrend {
          NavigationStack { TrendView(model: app.trend, cards: app.cards) }.tabItem { tab(2, "chart.bar") }
        }
        NavigationStack { RemindersView(model: app.reminders) }.tabItem { tab(3, "bell") }
        NavigationStack { MoreView(app: app) }.tabItem { tab(4, "line.3.horizontal") }
      }
    }
  }

  @ViewBuilder private func tab(_ place: Int, _ symbol: String) -> some View {
    if size.layout.namesTabs {
      Label(app.tabs[place], systemImage: symbol)
    } else {
      Image(systemName: symbol).accessibilityLabel(app.tabs[place])
    }
  }
}

/// Everything else.
struct MoreView: View {
  let app: AppModel

  var body: some View {
    List {
      NavigationLink(app.journey.screen.title) { JourneyView(model: app.journey) }
      NavigationLink(app.growth.screen.title) { GrowthView(model: app.growth) }
      NavigationLink(app.cards.screen.title) { CardsView(model: app.cards) }
      NavigationLink(app.data.screen.title) { DataView(model: app.data) }
      NavigationLink(app.settings.screen.title) { SettingsView(model: app.settings) }
    }
    .navigationTitle(app.tabs[4])
  }
}
