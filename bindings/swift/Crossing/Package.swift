// swift-tools-version:6.0
import PackageDescription

// Tests against the library with the feature `crossing-faults`: an echo of every type, and a panic on purpose. Never shipped.
let given = Context.environment["RUST_LIB_DIR"] ?? ""
let libraries = given.isEmpty ? Context.packageDirectory + "/../../../target/faults/debug" : given

let package = Package(
  name: "RelatchCrossing",
  platforms: [.iOS(.v17), .macOS(.v14)],
  targets: [
    .systemLibrary(name: "RelatchFFI", path: "Sources/RelatchFFI"),
    .target(
      name: "Relatch", dependencies: ["RelatchFFI"],
      linkerSettings: [
        .unsafeFlags(["-L\(libraries)", "-Xlinker", "-rpath=\(libraries)", "-use-ld=lld"]),
        .linkedLibrary("relatch"),
      ]),
    .testTarget(name: "CrossingTests", dependencies: ["Relatch"]),
  ],
  swiftLanguageModes: [.v6]
)
