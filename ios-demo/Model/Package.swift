// swift-tools-version:6.0
import PackageDescription

let package = Package(
  name: "RelatchModel",
  defaultLocalization: "en",
  platforms: [.iOS(.v17), .macOS(.v14)],
  products: [.library(name: "RelatchModel", targets: ["RelatchModel"])],
  dependencies: [.package(name: "Relatch", path: "../../bindings/swift")],
  targets: [
    .target(name: "RelatchModel", dependencies: [.product(name: "Relatch", package: "Relatch")]),
    .testTarget(name: "RelatchModelTests", dependencies: ["RelatchModel"], exclude: ["Snapshots"]),
  ],
  swiftLanguageModes: [.v6]
)
