import Foundation
import Testing

/// Requests that try to write lines of the log, or fields of an answer's head, of their own.
@Suite struct LogForgeryTests {
    private static let escape = "\u{1B}[2J"

    /// Request lines and header fields, as they go over the wire.
    private static let heads = [
        "GET /api/v1/users/me%0d%0a2026-01-01T00:00:00.000Z%20error%20forged:%20x HTTP/1.1",
        "GET /uploads/%0d%0aX-Injected:%20yes HTTP/1.1", "GET /users/%0aX-Injected:%20yes HTTP/1.1",
        "GET /api/v1/admin/users?q=%0d%0aX-Injected:%20yes&limit=1 HTTP/1.1",
        "GET /health\u{1}\(escape) HTTP/1.1", "GET /health\u{7F} HTTP/1.1", "GET /%1b%5b2J HTTP/1.1",
        "FORGED\u{B}X /health HTTP/1.1", "FORGED-METHOD /health HTTP/1.1", "GET /../../etc/passwd HTTP/1.1",
        "GET /health HTTP/1.1\r\nX-Request-Id: a\u{1}b", "GET /health HTTP/1.1\r\nX-Request-Id: a b error forged: x",
        "GET /health HTTP/1.1\r\nX-Request-Id: a\r\n X-Injected: yes",
        "GET /health HTTP/1.1\r\nX-Request-Id: a\rforged",
        "GET /health HTTP/1.1\r\nX-Forwarded-For: 1.2.3.4\u{1}forged", "GET /health HTTP/1.1\r\nOrigin: x\(escape)",
        "GET /api/v1/users/me HTTP/1.1\r\nAuthorization: Bearer \(escape)",
        "GET /health HTTP/1.1\r\nUser-Agent: \(escape)",
        "GET /api/v1/users/me HTTP/1.1\r\nAuthorization: Bearer x\u{2028}forged\u{85}", "forged\r\n\r\nforged",
    ]

    @Test(arguments: ["text", "json"])
    func `No request writes a line, or a field, of its own`(format: String) async throws {
        let folder = try Folder()
        let service = try await Service(["LOG_LEVEL": "trace", "LOG_FORMAT": format], in: folder)
        for head in Self.heads {
            let connection = try RawConnection(port: try #require(service.base.port))
            try connection.send("\(head)\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            let answer = try connection.receive()
            #expect(answer.hasPrefix("HTTP/1.1 ") && !answer.hasPrefix("HTTP/1.1 5"), "\(head): \(answer)")
            #expect(!answer.lowercased().contains("\nx-injected"), "\(head)")
        }
        #expect(try await service.send("GET", "/health").status == 200)
        service.program.send(SIGTERM)
        let log = try await service.program.outcome().errors
        let lines = log.split(separator: "\n")
        #expect(lines.count { $0.contains("status") } >= Self.heads.count)
        for line in lines {
            #expect(!line.unicodeScalars.contains { $0.properties.generalCategory == .control }, "\(line)")
            if format == "json" {
                #expect(try JSONSerialization.jsonObject(with: Data(line.utf8)) is [String: String], "\(line)")
            } else {
                let start = line.prefixMatch(of: #/\d{4}-\d\d-\d\dT[\d:.]+Z [a-z]+ [A-Za-z.-]+: /#)
                #expect(start != nil, "\(line)")
            }
            #expect(!line.contains(" forged:"), "\(line)")
        }
    }
}
