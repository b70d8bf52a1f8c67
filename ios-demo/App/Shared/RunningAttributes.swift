import ActivityKit
import RelatchModel

/// What the system keeps of a running session. Not built on Linux: parsed only.
struct RunningAttributes: ActivityAttributes {
  typealias ContentState = RunningActivity
  /// The session.
  let session: String
}
