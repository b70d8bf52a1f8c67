import RelatchModel
import SwiftUI
import WidgetKit

/// What stands outside the app: the widget and the running session. Not built on Linux: parsed only.
@main struct RelatchWidgets: WidgetBundle {
  var body: some Widget {
    NextWidget()
    RunningWidget()
  }
}

/// The widget: the time of the next session; more only where the person asked for it, and then marked as private.
struct NextWidget: Widget {
  var body: some WidgetConfiguration {
    StaticConfiguration(kind: "org.relatch.demo.next", provider: SnapshotProvider()) { entry in
      NextView(snapshot: entry.snapshot).containerBackground(.background, for: .widget)
    }
    .configurationDisplayName(Text("widget.name", tableName: "Relatch"))
    .description(Text("widget.detail", tableName: "Relatch"))
    .supportedFamilies([.systemSmall, .systemMedium, .accessoryRectangular])
  }
}

struct NextView: View {
  let snapshot: WidgetSnapshot?

  var body: some View {
    HStack {
      VStack(alignment: .leading) {
        Text(snapshot?.nextLabel ?? "").font(.caption)
        Text(snapshot?.next ?? "").font(.system(.title, design: .serif)).monospacedDigit()
        if snapshot?.showsDetails == true {
          Text(snapshot?.last ?? "").font(.caption).privacySensitive()
          Text(snapshot?.today ?? "").font(.caption).privacySensitive()
        }
      }
      Spacer()
      if let snapshot { Button(intent: LogPumpIntent()) { Text(snapshot.logButton) } }
    }
  }
}

struct SnapshotEntry: TimelineEntry {
  let date: Date
  let snapshot: WidgetSnapshot?
}

/// Reads the file that the app writes; the journal is never opened here.
struct SnapshotProvider: TimelineProvider {
  func placeholder(in context: Context) -> SnapshotEntry { SnapshotEntry(date: .now, snapshot: nil) }

  func getSnapshot(in context: Context, completion: @escaping (SnapshotEntry) -> Void) { completion(read()) }

  func getTimeline(in context: Context, completion: @escaping (Timeline<SnapshotEntry>) -> Void) {
    completion(Timeline(entries: [read()], policy: .never))
  }

  private func read() -> SnapshotEntry {
    let shared = FileManager.default.containerURL(forSecurityApplicationGroupIdentifier: "group.org.relatch.demo")
    let snapshot = shared.flatMap { WidgetSnapshot.read(from: $0.appending(path: WidgetSnapshot.fileName)) }
    return SnapshotEntry(date: .now, snapshot: snapshot)
  }
}
