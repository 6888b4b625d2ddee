import Foundation
import TestSupport
import Testing

@Suite struct TLSTests {
    /// The subject of the certificate that a new connection gets.
    private func servedName(_ service: Service) throws -> String? {
        let port = try #require(service.base.port)
        let output = try Tool.run("openssl", ["s_client", "-connect", "127.0.0.1:\(port)"]).output
        return output.firstMatch(of: /subject=CN = (\w+)/).map { String($0.1) }
    }

    /// What curl gets, and the status behind it.
    private func curl(_ certificate: Certificate, _ arguments: [String]) throws -> (status: Int, json: [String: Any]) {
        let fixed = ["--silent", "--show-error", "--cacert", certificate.file, "--write-out", "\n%{http_code}"]
        let output = try Tool.run("curl", fixed + arguments).output
        let end = try #require(output.lastIndex(of: "\n"))
        let json = try? JSONSerialization.jsonObject(with: Data(output[..<end].utf8)) as? [String: Any]
        return (Int(output[end...].dropFirst()) ?? 0, json ?? [:])
    }

    @Test func `A whole session goes over HTTPS, and nothing over HTTP`() async throws {
        let folder = try Folder()
        let certificate = try Certificate("first", in: folder)
        let service = try await Service(certificate.settings, in: folder)
        #expect(service.base.scheme == "https")
        let api = "\(service.base)/api/v1"
        let json = ["--header", "Content-Type: application/json"]
        let account = #"{"email":"jane@example.com","username":"Jane","password":"\#(Service.password)"}"#
        #expect(try curl(certificate, json + ["--data", account, "\(api)/auth/register"]).status == 201)
        let credentials = #"{"email":"jane@example.com","password":"\#(Service.password)"}"#
        let login = try curl(certificate, json + ["--data", credentials, "\(api)/auth/login"])
        let token = try #require(login.json["access_token"] as? String)
        let me = try curl(certificate, ["--header", "Authorization: Bearer \(token)", "\(api)/users/me"])
        #expect(me.status == 200 && me.json["email"] as? String == "jane@example.com")
        let plain = "http://127.0.0.1:\(try #require(service.base.port))/health"
        #expect(try curl(certificate, [plain]).status == 0)
        // A certificate that nobody vouches for shows that curl looks at it.
        #expect(try Tool.run("curl", ["--silent", "\(service.base)/health"]).status == 60)
    }

    @Test func `SIGHUP gives new connections the certificate of today, and open ones go on`() async throws {
        let folder = try Folder()
        let certificate = try Certificate("first", in: folder)
        let service = try await Service(certificate.settings.merging(["LOG_LEVEL": "notice"]) { $1 }, in: folder)
        let port = try #require(service.base.port)
        let open = try TLSConnection(port: port, trusting: certificate, in: folder)
        try await open.ask()
        try certificate.replace(by: try Certificate("second", in: folder))
        #expect(try servedName(service) == "first")
        service.program.send(SIGHUP)
        try await poll("the other certificate") { try servedName(service) == "second" ? () : nil }
        #expect(service.program.log.contains("the certificate was read anew"))
        try await open.ask()
        try await TLSConnection(port: port, trusting: certificate, in: folder).ask()
        service.program.send(SIGTERM)
        try await open.end()
        #expect(try await service.program.outcome().status == 0)
    }

    @Test func `Files that can't be used at SIGHUP are a line of the log, and the former certificate stays`()
        async throws
    {
        let folder = try Folder()
        let (certificate, other) = (try Certificate("first", in: folder), try Certificate("second", in: folder))
        let service = try await Service(certificate.settings, in: folder)
        try FileManager.default.removeItem(atPath: certificate.key)
        try FileManager.default.copyItem(atPath: other.key, toPath: certificate.key)
        service.program.send(SIGHUP)
        let lines = try await poll("a line of the log") {
            let lines = service.program.log.split(separator: "\n").filter {
                $0.contains("the former certificate stays")
            }
            return lines.isEmpty ? nil : lines
        }
        #expect(lines.count == 1)
        let problem = "TLS_KEY_FILE names \(certificate.key), which is not the key of the certificate in"
        #expect(lines[0].contains(problem), "\(lines)")
        #expect(try servedName(service) == "first")
    }

    @Test func `A key that is not the certificate's is one line at the start, and exit status 78`() async throws {
        let folder = try Folder()
        let (certificate, other) = (try Certificate("first", in: folder), try Certificate("second", in: folder))
        let outcome = try await Program.run(
            ["serve"], environment: ["TLS_CERTIFICATE_FILE": certificate.file, "TLS_KEY_FILE": other.key],
            folder: folder.url)
        #expect(outcome.status == 78)
        let line = "users: TLS_KEY_FILE names \(other.key), which is not the key of the certificate in "
        #expect(outcome.errors.hasPrefix(line) && outcome.errors.split(separator: "\n").count == 1)
    }
}
