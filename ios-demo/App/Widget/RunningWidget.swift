import ActivityKit
import RelatchModel
import SwiftUI
import WidgetKit

/// The running session on the lock screen and in the island: its clock, pause and finish. Parsed only.
struct RunningWidget: Widget {
  var body: some WidgetConfiguration {
    ActivityConfiguration(for: RunningAttributes.self) { context in
      HStack {
        VStack(alignment: .leading) {
          Text(context.state.title)
          RunningClock(state: context.state).font(.system(.title, design: .serif))
          Text(context.state.since).font(.caption)
        }
        Spacer()
        RunningButtons(state: context.state)
      }
      .padding(16)
    } dynamicIsland: { context in
      DynamicIsland {
        DynamicIslandExpandedRegion(.leading) { RunningClock(state: context.state) }
        DynamicIslandExpandedRegion(.trailing) { RunningButtons(state: context.state) }
      } compactLeading: {
        Image(systemName: "sun.max")
      } compactTrailing: {
        RunningClock(state: context.state)
      } minimal: {
        Image(systemName: "sun.max")
      }
    }
  }
}

struct RunningClock: View {
  let state: RunningActivity

  var body: some View {
    if let standing = state.standing {
      Text(standing).monospacedDigit()
    } else {
      Text(timerInterval: state.countsFrom...Date.distantFuture, countsDown: false).monospacedDigit()
    }
  }
}

struct RunningButtons: View {
  let state: RunningActivity

  var body: some View {
    HStack {
      Button(intent: PauseSessionIntent(session: state.id)) { Text(state.pauseButton) }
      Button(intent: FinishSessionIntent(session: state.id)) { Text(state.finishButton) }
    }
  }
}
