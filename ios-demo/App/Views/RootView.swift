import RelatchModel
import SwiftUI

/// The five tabs; four in simple mode.
struct RootView: View {
  let app: AppModel

  var body: some View {
    if app.isFirstRun {
      FirstRunView(model: app.firstRun)
    } else {
      TabView {
        HomeView(model: app.home).tabItem { Label(app.tabs[0], systemImage: "sun.max") }
        NavigationStack { LogView(model: app.log) }.tabItem { Label(app.tabs[1], systemImage: "list.bullet") }
        if app.showsTrend {
          TrendView(model: app.trend).tabItem { Label(app.tabs[2], systemImage: "chart.bar") }
        }
        NavigationStack { RemindersView(model: app.reminders) }.tabItem { Label(app.tabs[3], systemImage: "bell") }
        NavigationStack { MoreView(app: app) }.tabItem { Label(app.tabs[4], systemImage: "line.3.horizontal") }
      }
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
      NavigationLink(app.data.screen.title) { DataView(model: app.data) }
      NavigationLink(app.settings.screen.title) { SettingsView(model: app.settings) }
    }
    .navigationTitle(app.tabs[4])
  }
}
