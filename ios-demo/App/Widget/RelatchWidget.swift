import RelatchModel
import SwiftUI
import WidgetKit

/// The widget: the time only; details are marked as private. Not built on Linux: parsed only.
@main struct RelatchWidget: Widget {
  var body: some WidgetConfiguration {
    StaticConfiguration(kind: "org.relatch.demo.next", provider: SnapshotProvider()) { entry in
      VStack {
        Text(entry.snapshot?.next ?? "").font(.system(.title, design: .serif))
        Text(entry.snapshot?.last ?? "").font(.caption).privacySensitive()
      }
    }
    .supportedFamilies([.systemSmall, .accessoryRectangular])
  }
}

struct SnapshotEntry: TimelineEntry {
  let date: Date
  let snapshot: WidgetSnapshot?
}

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
