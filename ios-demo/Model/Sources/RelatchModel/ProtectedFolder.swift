import Foundation

/// The folder of the journal: encrypted until the first unlock, and no part of the phone's backup.
enum ProtectedFolder {
  static func prepare(_ folder: URL) throws {
    #if canImport(Darwin)
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true,
        attributes: [.protectionKey: FileProtectionType.completeUntilFirstUserAuthentication])
      var values = URLResourceValues()
      values.isExcludedFromBackup = true
      var marked = folder
      // Tried at every start; before the first unlock it may fail, and an answer is still to be queued.
      try? marked.setResourceValues(values)
    #else
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    #endif
  }
}
