import Foundation
import TestProcesses
import Testing

/// What `/metrics` answered, as Prometheus's own Python library reads it.
struct MetricsPage {
    struct Family: Decodable {
        /// That of counters without `_total`.
        let name: String
        let type: String
        let help: String
        let samples: [Sample]
    }

    struct Sample: Decodable {
        let name: String
        let labels: [String: String]
        let value: String
    }

    let text: String
    let families: [Family]

    /// Asks the service, which must let the test in without a token.
    init(of service: Service) async throws {
        let answer = try await service.send("GET", "/metrics")
        try #require(answer.status == 200)
        #expect(answer.fields["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
        text = String(decoding: answer.body, as: UTF8.self)
        families = try await Self.parse(answer.body)
    }

    /// A sample's value: its name, then its labels as they stand in braces, in any order.
    func value(_ name: String, _ labels: [String: String] = [:]) -> Double? {
        samples.first { $0.name == name && $0.labels == labels }.flatMap { Double($0.value) }
    }

    /// The sum of the samples that have these labels, and perhaps others.
    func sum(_ name: String, _ labels: [String: String] = [:]) -> Double {
        samples.filter { sample in
            sample.name == name && labels.allSatisfy { sample.labels[$0.key] == $0.value }
        }.compactMap { Double($0.value) }.reduce(0, +)
    }

    var samples: [Sample] { families.flatMap(\.samples) }

    private static func parse(_ page: Data) async throws -> [Family] {
        let python = try #require(
            ProcessInfo.processInfo.environment["USERS_TEST_PYTHON"],
            "USERS_TEST_PYTHON is not set: run the tests by scripts/test, which installs it")
        let folder = try Folder()
        let (input, output) = (folder.url.appending(path: "page"), folder.url.appending(path: "families"))
        try page.write(to: input)
        let process = try ChildProcess(
            python, ["Tests/Support/parse-metrics.py"], input: .file(input), output: .file(output))
        try await poll("Prometheus's parser") { process.isRunning ? nil : () }
        try #require(process.status == 0, "\(String(decoding: page, as: UTF8.self))")
        return try JSONDecoder().decode([Family].self, from: Data(contentsOf: output))
    }
}
