import Foundation
import TestProcesses
import Testing

/// `scripts/mail-server`, run as a process of its own.
final class MailServer: Sendable {
    /// A mail that the server took.
    struct Delivery: Decodable {
        let to: [String]
        let message: Message

        struct Message: Decodable {
            let headers: [[String]]
            let parts: [String: String]
        }

        var id: String? { message.headers.first { $0[0] == "Message-ID" }?[1] }

        /// The token of the link in its text.
        var token: String? {
            message.parts["text/plain"]?.firstMatch(of: /https:\/\/\S+\/[0-9a-f]{24}\/(\S+)/).map { String($0.1) }
        }
    }

    let port: Int
    /// What it took, one `.eml` and one `.json` a mail.
    let folder: Folder
    private let process: ChildProcess

    /// Starts on the port, a free one by default, with options of `scripts/mail-server serve`.
    init(port: Int = 0, _ options: [String] = []) throws {
        folder = try Folder()
        process = try ChildProcess(
            Self.script, ["serve", folder.url.path, "--port", "\(port)"] + options, input: .pipe, output: .pipe)
        self.port = try #require(Int(try process.line() ?? ""), "the mail server did not start")
    }

    deinit {
        stop()
    }

    /// Ends the server; its connections end with it.
    func stop() {
        try? process.closeInput()
        process.wait()
    }

    var settings: [String: String] { Self.settings(port: port) }

    static func settings(port: Int) -> [String: String] {
        [
            "MAIL_URL": "smtp://127.0.0.1:\(port)", "MAIL_FROM": "accounts@example.com",
            "PUBLIC_URL": "https://accounts.example.com",
        ]
    }

    /// In the order of their arrival.
    var deliveries: [Delivery] {
        get throws {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
            return try names.filter { $0.hasSuffix(".json") }.map { name in
                try JSONDecoder().decode(Delivery.self, from: Data(contentsOf: folder.url.appending(path: name)))
            }
        }
    }

    /// What the server noted: refusals, and messages that it took or thinks about.
    var log: String {
        (try? String(contentsOf: folder.url.appending(path: "log.jsonl"), encoding: .utf8)) ?? ""
    }

    /// Waits until there are so many mails.
    func receive(_ count: Int) async throws -> [Delivery] {
        try await poll("\(count) mails") {
            let deliveries = try deliveries
            return deliveries.count >= count ? deliveries : nil
        }
    }

    /// A folder with a certificate for localhost, signed by itself.
    static func certificate() throws -> Folder {
        let folder = try Folder()
        try #require(try ChildProcess(script, ["certificate", folder.url.path]).wait() == 0)
        return folder
    }

    private static let script =
        URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../scripts/mail-server").standardizedFileURL.path
}
