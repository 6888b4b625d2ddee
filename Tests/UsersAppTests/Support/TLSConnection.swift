import Foundation
import TestProcesses
import Testing

/// A connection over TLS that stays open, by `openssl s_client`.
final class TLSConnection {
    private let process: ChildProcess
    private let output: URL
    private var answers = 0

    /// Connects, and fails later where the server's certificate is not `certificate`.
    init(port: Int, trusting certificate: Certificate, in folder: Folder) throws {
        output = folder.url.appending(path: "s_client-\(UUID().uuidString)")
        let arguments = [
            "s_client", "-quiet", "-verify_return_error", "-CAfile", certificate.file, "-connect", "127.0.0.1:\(port)",
        ]
        process = try ChildProcess(
            "/usr/bin/openssl", arguments, input: .pipe, output: .file(output), errors: .nothing)
    }

    /// Asks for the service's health, and waits for the answer.
    func ask() async throws {
        try process.write("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
        answers += 1
        try await poll("answer \(answers) over TLS") {
            let text = try String(contentsOf: output, encoding: .utf8)
            return text.components(separatedBy: "HTTP/1.1 200 OK\r\n").count == answers + 1 ? () : nil
        }
    }

    /// Waits for the server to close.
    func end() async throws {
        try await poll("the end of a connection over TLS") { process.isRunning ? nil : () }
    }
}
