// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let configuration: Target.Dependency = .product(name: "Configuration", package: "swift-configuration")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let coreMetrics: Target.Dependency = .product(name: "CoreMetrics", package: "swift-metrics")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let jwtKit: Target.Dependency = .product(name: "JWTKit", package: "jwt-kit")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let systemPackage: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")
let unixSignals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")

let package = Package(
    name: "users",
    products: [
        .executable(name: "users", targets: ["UsersApp"]),
        .executable(name: "http-echo", targets: ["http-echo"]),
        .library(name: "SocketServer", targets: ["SocketServer"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: []),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        // The program and what it serves.
        .executableTarget(
            name: "UsersApp",
            dependencies: [
                "UsersAPI", "Accounts", "BlobStorage", "DocumentStore", "Mail", "SocketServer", "SQLiteStore",
                "MongoStore", "Telemetry", "CLinux",
                argumentParser,
                configuration, coreMetrics, logging, systemPackage, unixSignals,
            ],
            swiftSettings: settings),
        .target(
            name: "UsersAPI",
            dependencies: [
                "Accounts", "DocumentStore", "SocketServer", "Telemetry", "CJansson", coreMetrics, crypto, httpTypes,
                logging,
            ],
            swiftSettings: settings),
        .target(
            name: "Accounts",
            dependencies: [
                "BlobStorage", "BoundedCache", "DocumentStore", "Images", "Mail", "Telemetry", "ThreadPool", "CArgon2",
                "CCommonPasswords", "CCrypt", coreMetrics, crypto,
                cryptoExtras, jwtKit,
                logging,
            ],
            swiftSettings: settings),

        // The socket server: HTTP/1.1 over epoll.
        .target(
            name: "SocketServer",
            dependencies: ["ThreadPool", "CLinux", "COpenSSL", coreMetrics, httpTypes, logging],
            swiftSettings: settings),
        .systemLibrary(name: "CLinux"),
        .executableTarget(
            name: "http-echo", dependencies: ["SocketServer", httpTypes], path: "Examples/http-echo",
            swiftSettings: settings),

        // The document store: its interface, and one target an engine.
        .target(
            name: "DocumentStore", dependencies: ["BoundedCache", "Telemetry", coreMetrics, crypto],
            swiftSettings: settings),
        .target(
            name: "SQLiteStore", dependencies: ["DocumentStore", "ThreadPool", grdb, grdbSQLite, logging],
            swiftSettings: settings),
        .target(
            name: "MongoStore", dependencies: ["DocumentStore", "ThreadPool", "CMongo", logging],
            swiftSettings: settings),

        // Uploaded images, told by their structure and freed of metadata.
        .target(name: "Images", dependencies: ["CZlib"], swiftSettings: settings),

        // Mails, to an SMTP server or into a folder.
        .target(name: "Mail", dependencies: ["ThreadPool", "CurlClient", "CCurl"], swiftSettings: settings),

        // Uploads, in the document store or in a bucket.
        .target(
            name: "BlobStorage", dependencies: ["DocumentStore", "ThreadPool", "CurlClient", "CCurl", crypto],
            swiftSettings: settings),

        // Shared ground and C libraries: a module map each, and a header of `static inline` shims.
        .target(name: "BoundedCache", swiftSettings: settings),
        .target(name: "Telemetry", dependencies: [coreMetrics], swiftSettings: settings),
        .target(name: "ThreadPool", dependencies: ["CLinux", coreMetrics], swiftSettings: settings),
        .target(name: "CurlClient", dependencies: ["CCurl"], swiftSettings: settings),
        .systemLibrary(name: "CArgon2", pkgConfig: "libargon2", providers: [.apt(["libargon2-dev"])]),
        .target(name: "CCommonPasswords", exclude: ["LICENSE.django", "common-passwords.txt"]),
        .systemLibrary(name: "CCrypt", pkgConfig: "libcrypt", providers: [.apt(["libcrypt-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CJansson", pkgConfig: "jansson", providers: [.apt(["libjansson-dev"])]),
        .systemLibrary(name: "CMongo", pkgConfig: "libmongoc-1.0", providers: [.apt(["libmongoc-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        .systemLibrary(name: "CSpawn", path: "Tests/CSpawn"),
        .target(
            name: "TestProcesses", dependencies: ["CSpawn"], path: "Tests/TestProcesses", swiftSettings: settings),
        .target(
            name: "TestSupport",
            dependencies: [
                "Accounts", "BlobStorage", "DocumentStore", "SQLiteStore", "MongoStore", "TestProcesses", logging,
            ],
            path: "Tests/TestSupport", swiftSettings: settings),
        .testTarget(
            name: "SocketServerTests",
            dependencies: [
                "SocketServer", "Telemetry", "TestSupport", "ThreadPool", "COpenSSL", coreMetrics, httpTypes,
            ],
            swiftSettings: settings),
        .testTarget(
            name: "DocumentStoreTests",
            dependencies: [
                "DocumentStore", "SQLiteStore", "MongoStore", "CMongo", "Telemetry", "TestProcesses", "TestSupport",
                "ThreadPool",
                coreMetrics, grdb, logging,
            ],
            swiftSettings: settings),
        .testTarget(
            name: "AccountsTests",
            dependencies: [
                "Accounts", "BlobStorage", "CCommonPasswords", "DocumentStore", "Images", "Mail", "TestSupport", jwtKit,
                logging,
            ],
            swiftSettings: settings),
        .testTarget(
            name: "ImagesTests", dependencies: ["Images", "TestProcesses"], resources: [.copy("Resources")],
            swiftSettings: settings),
        .testTarget(
            name: "BlobStorageTests", dependencies: ["BlobStorage", "DocumentStore", "ThreadPool", "TestSupport"],
            swiftSettings: settings),
        .testTarget(name: "MailTests", dependencies: ["Mail", "TestProcesses"], swiftSettings: settings),
        .testTarget(name: "TelemetryTests", dependencies: ["Telemetry", coreMetrics], swiftSettings: settings),
        .testTarget(
            name: "UsersAPITests",
            dependencies: [
                "UsersAPI", "Accounts", "BlobStorage", "DocumentStore", "Mail", "SocketServer", "Telemetry",
                "TestSupport",
                coreMetrics, httpTypes,
                jwtKit, logging,
            ],
            swiftSettings: settings),
        .testTarget(
            name: "UsersAppTests",
            dependencies: ["UsersApp", "DocumentStore", "Telemetry", "TestProcesses", "TestSupport"],
            swiftSettings: settings),
    ]
)
