// swift-tools-version: 6.2
import PackageDescription

// A package of its own, because libFuzzer brings the `main` function; the sources of what is fuzzed are linked into it,
// so that they are instrumented. See `scripts/fuzz`.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .unsafeFlags(["-parse-as-library"]),
]

let package = Package(
    name: "fuzzing",
    dependencies: [.package(url: "https://github.com/apple/swift-http-types", from: "1.8.0")],
    targets: [
        .executableTarget(
            name: "ParserFuzz",
            dependencies: [.product(name: "HTTPTypes", package: "swift-http-types")],
            swiftSettings: settings),
        .executableTarget(name: "ImageFuzz", swiftSettings: settings),
    ]
)
