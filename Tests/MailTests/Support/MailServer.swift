import Foundation
import TestProcesses
import Testing

/// A real SMTP server on a port of its own, which keeps what it is sent.
final class MailServer: Sendable {
    /// A message that the server took.
    struct Delivery: Decodable {
        let from: String
        let to: [String]
        let tls: Bool
        let user: String?
        let message: ParsedMessage
    }

    /// What the server answered to a message or because it was told to.
    struct Answer: Decodable {
        let stage: String
        let reply: String
    }

    let port: Int
    private let folder: Folder
    private let process: ChildProcess

    init(_ options: [String] = []) throws {
        folder = try Folder()
        process = try MailScript.start(["serve", folder.url.path] + options, input: .pipe)
        port = try #require(Int(try process.line() ?? ""), "the mail server did not start")
    }

    deinit {
        try? process.closeInput()
        process.wait()
    }

    /// In the order of their arrival.
    var deliveries: [Delivery] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: folder.url.path).filter { $0.hasSuffix(".json") }
                .sorted()
                .map { name in
                    try JSONDecoder().decode(Delivery.self, from: Data(contentsOf: folder.url.appending(path: name)))
                }
        }
    }

    /// What the server's log has.
    var answers: [Answer] {
        get throws {
            let log = folder.url.appending(path: "log.jsonl")
            guard FileManager.default.fileExists(atPath: log.path) else { return [] }
            return try String(contentsOf: log, encoding: .utf8).split(separator: "\n").map { line in
                try JSONDecoder().decode(Answer.self, from: Data(line.utf8))
            }
        }
    }
}
