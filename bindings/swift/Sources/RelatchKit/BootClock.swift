#if canImport(Darwin)
  import Darwin
#else
  import Foundation
#endif

/// A clock that nobody can set: it runs from the start of the device, also while the device sleeps.
public struct BootClock: Sendable, Equatable {
  /// Milliseconds since the device started.
  public let monotonicMs: Int64
  /// Changes with every start of the device; absent where the system does not tell.
  public let bootId: String?

  /// A reading, for tests.
  ///
  /// - Parameters:
  ///   - monotonicMs: Milliseconds since the device started.
  ///   - bootId: Changes with every start of the device.
  public init(monotonicMs: Int64, bootId: String?) {
    self.monotonicMs = monotonicMs
    self.bootId = bootId
  }

  /// Reads the device's clock; absent when the system refuses.
  public static func read() -> BootClock? {
    var time = timespec()
    #if canImport(Darwin)
      // On Apple's systems this clock counts sleep, and CLOCK_UPTIME_RAW does not.
      let clock = CLOCK_MONOTONIC_RAW
    #else
      let clock = CLOCK_BOOTTIME
    #endif
    guard clock_gettime(clock, &time) == 0 else { return nil }
    return BootClock(monotonicMs: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000, bootId: currentBootId)
  }

  #if canImport(Darwin)
    private static let currentBootId: String? = {
      var size = 0
      guard sysctlbyname("kern.bootsessionuuid", nil, &size, nil, 0) == 0, size > 1 else { return nil }
      var bytes = [CChar](repeating: 0, count: size)
      guard sysctlbyname("kern.bootsessionuuid", &bytes, &size, nil, 0) == 0 else { return nil }
      return String(decoding: bytes.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }()
  #else
    private static let currentBootId: String? = {
      // Read as a stream: files below /proc say that they are empty.
      guard let file = FileHandle(forReadingAtPath: "/proc/sys/kernel/random/boot_id") else { return nil }
      defer { try? file.close() }
      guard let data = try? file.readToEnd() else { return nil }
      return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }()
  #endif
}
