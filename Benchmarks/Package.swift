// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
    name: "users-benchmarks",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "bare-loop", targets: ["bare-loop"]),
        .executable(name: "hummingbird-fixed", targets: ["hummingbird-fixed"]),
    ],
    traits: [
        // Without it nothing is fetched, so that `scripts/bench --quick` builds the bare loop alone, in seconds.
        .trait(name: "Peers", description: "The Swift servers that the product is measured beside.")
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1")
    ],
    targets: [
        .executableTarget(name: "bare-loop", dependencies: ["CEpoll", "FixedAnswer"], swiftSettings: settings),
        .executableTarget(
            name: "hummingbird-fixed",
            dependencies: [
                "FixedAnswer",
                .product(name: "Hummingbird", package: "hummingbird", condition: .when(traits: ["Peers"])),
            ],
            swiftSettings: settings),
        .target(name: "FixedAnswer", swiftSettings: settings),
        .systemLibrary(name: "CEpoll"),
    ]
)
