// swift-tools-version: 6.2
import PackageDescription

// A package of its own, because libFuzzer brings the `main` function; the program's targets are linked into it, so that
// they, and nothing that they depend on, are instrumented and open to what tests them. See `scripts/fuzz`.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .unsafeFlags(["-sanitize=fuzzer", "-enable-testing", "-parse-as-library"]),
]

let coreMetrics: Target.Dependency = .product(name: "CoreMetrics", package: "swift-metrics")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let jwtKit: Target.Dependency = .product(name: "JWTKit", package: "jwt-kit")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")

/// A target of the program.
func linked(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, path: "Users/\(name)", swiftSettings: settings)
}

/// A C library's module map.
func library(_ name: String, _ pkgConfig: String? = nil) -> Target {
    .systemLibrary(name: name, path: "Users/\(name)", pkgConfig: pkgConfig)
}

/// A program that libFuzzer calls.
func fuzzer(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(
        name: name, dependencies: ["FuzzSupport"] + dependencies, swiftSettings: settings,
        linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])])
}

let package = Package(
    name: "fuzzing",
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        fuzzer("ParserFuzz", ["SocketServer"]),
        fuzzer("MultipartFuzz", ["UsersAPI"]),
        fuzzer("BSONFuzz", ["DocumentStore", "CMongo"]),
        fuzzer("AccountFuzz", ["Accounts", "DocumentStore"]),
        fuzzer("JSONFuzz", ["UsersAPI", "Accounts", "DocumentStore"]),
        fuzzer("TokenFuzz", ["Accounts", "DocumentStore", crypto]),
        fuzzer("QueryFuzz", ["UsersAPI", "Accounts", "DocumentStore"]),
        fuzzer("FieldFuzz", ["UsersAPI", "Accounts", "DocumentStore", "SocketServer", httpTypes]),
        fuzzer("NameFuzz", ["UsersAPI", "Accounts", "DocumentStore"]),
        fuzzer("ImportFuzz", ["UsersAPI", "Accounts", "DocumentStore"]),
        fuzzer("ImageFuzz", ["Images"]),
        .target(name: "FuzzSupport", dependencies: ["CFuzzer"], swiftSettings: settings),
        .systemLibrary(name: "CFuzzer"),

        linked(
            "UsersAPI",
            [
                "Accounts", "DocumentStore", "SocketServer", "Telemetry", "CJansson", coreMetrics, crypto, httpTypes,
                logging,
            ]),
        linked(
            "Accounts",
            [
                "BlobStorage", "BoundedCache", "DocumentStore", "Images", "Mail", "Telemetry", "ThreadPool", "CArgon2",
                "CCommonPasswords", "CCrypt", coreMetrics, crypto, cryptoExtras, jwtKit, logging,
            ]),
        linked("SocketServer", ["ThreadPool", "CLinux", "COpenSSL", coreMetrics, httpTypes, logging]),
        linked("DocumentStore", ["BoundedCache", "Telemetry", coreMetrics, crypto]),
        linked("Images", ["CZlib"]),
        linked("Mail", ["ThreadPool", "CurlClient", "CCurl"]),
        linked("BlobStorage", ["DocumentStore", "ThreadPool", "CurlClient", "CCurl", crypto]),
        linked("BoundedCache"),
        linked("Telemetry", [coreMetrics]),
        linked("ThreadPool", ["CLinux", coreMetrics]),
        linked("CurlClient", ["CCurl"]),
        .target(
            name: "CCommonPasswords", path: "Users/CCommonPasswords",
            exclude: ["LICENSE.django", "common-passwords.txt"]),
        library("CArgon2", "libargon2"),
        library("CCrypt", "libcrypt"),
        library("CCurl", "libcurl"),
        library("CJansson", "jansson"),
        library("CLinux"),
        library("CMongo", "libmongoc-1.0"),
        library("COpenSSL", "openssl"),
        library("CZlib", "zlib"),
    ]
)
