import Foundation
import Mail
import Testing

/// TLS and the login.
@Suite struct EncryptionTests {
    /// How a server can be encrypted: the script's option, and the URL's scheme.
    private static let ways = [("--starttls", "smtp"), ("--tls", "smtps")]

    private func mailer(
        _ server: MailServer, scheme: String = "smtp", login: String = "", host: String = "localhost",
        trusting folder: Folder? = nil
    ) throws -> Mailer {
        let option = folder.map { "?ca_file=\($0.url.path)/certificate.pem" } ?? ""
        return Mailer(try MailURL("\(scheme)://\(login)\(host):\(server.port)\(option)"))
    }

    @Test(arguments: ways)
    func `a login is given within TLS alone`(option: String, scheme: String) async throws {
        let certificate = try MailScript.certificate()
        let server = try MailServer([option, certificate.url.path, "--auth", "jane@example.com:p@ss:wörd"])
        let mailer = try mailer(
            server, scheme: scheme, login: "jane%40example.com:p%40ss:w%C3%B6rd@", trusting: certificate)
        defer { mailer.shutDown() }
        try await mailer.send(.example())
        let delivery = try #require(try server.deliveries.first)
        #expect(delivery.tls)
        #expect(delivery.user == "jane@example.com")
    }

    @Test(arguments: ways)
    func `a wrong password is the operator's to mend, and is not shown`(option: String, scheme: String) async throws {
        let certificate = try MailScript.certificate()
        let server = try MailServer([option, certificate.url.path, "--auth", "jane:right"])
        let mailer = try mailer(server, scheme: scheme, login: "jane:wrongpassword@", trusting: certificate)
        defer { mailer.shutDown() }
        let error = try await failure(of: mailer)
        #expect(error.isTemporary)
        let reason = try #require(error.reason)
        #expect(reason.contains("535 5.7.8 Authentication credentials invalid"))
        #expect(!reason.contains("wrongpassword"))
        #expect(try server.deliveries.isEmpty)
    }

    @Test(arguments: ["535 secretword is wrong", "501 AUTH PLAIN AGphbmUAc2VjcmV0d29yZA==", "535 No c2VjcmV0d29yZA==?"])
    func `what a server hands back of the login is left out`(reply: String) async throws {
        let certificate = try MailScript.certificate()
        let server = try MailServer(
            ["--starttls", certificate.url.path, "--auth", "jane:right", "--reply", "auth=\(reply)"])
        let mailer = try mailer(server, login: "jane:secretword@", trusting: certificate)
        defer { mailer.shutDown() }
        let error = try await failure(of: mailer)
        #expect(error.isTemporary)
        #expect(error.reason == "smtp://localhost:\(server.port): libcurl's error 67, reply \(reply.prefix(3))")
    }

    @Test(arguments: ways)
    func `a certificate that nobody vouches for is refused`(option: String, scheme: String) async throws {
        let certificate = try MailScript.certificate()
        let server = try MailServer([option, certificate.url.path])
        let mailer = try mailer(server, scheme: scheme)
        defer { mailer.shutDown() }
        let error = try await failure(of: mailer)
        #expect(error.isTemporary)
        #expect(error.reason?.contains("certificate") == true)
        #expect(try server.deliveries.isEmpty)
    }

    @Test(arguments: ways)
    func `a certificate of another host is refused`(option: String, scheme: String) async throws {
        let certificate = try MailScript.certificate(host: "mail.example.com")
        let server = try MailServer([option, certificate.url.path])
        let mailer = try mailer(server, scheme: scheme, trusting: certificate)
        defer { mailer.shutDown() }
        let error = try await failure(of: mailer)
        #expect(error.isTemporary)
        #expect(error.reason?.contains("certificate") == true)
        #expect(try server.deliveries.isEmpty)
    }

    @Test(arguments: ways)
    func `an old version of TLS is refused`(option: String, scheme: String) async throws {
        let certificate = try MailScript.certificate()
        let server = try MailServer([option, certificate.url.path, "--tls-maximum", "1.1"])
        let mailer = try mailer(server, scheme: scheme, trusting: certificate)
        defer { mailer.shutDown() }
        let error = try await failure(of: mailer)
        #expect(error.isTemporary)
        #expect(error.reason?.contains("SSL") == true)
        #expect(try server.deliveries.isEmpty)
    }

    @Test func `a login is not given to a server without STARTTLS`() async throws {
        let server = try MailServer()
        let mailer = try mailer(server, login: "jane:secretword@")
        defer { mailer.shutDown() }
        let error = try await failure(of: mailer)
        #expect(error.isTemporary)
        #expect(error.reason?.contains("secretword") == false)
        #expect(try server.deliveries.isEmpty)
    }

    @Test(arguments: [true, false])
    func `on loopback and without a login, STARTTLS is taken when it is offered`(isOffered: Bool) async throws {
        let certificate = try MailScript.certificate()
        let server = try MailServer(isOffered ? ["--starttls", certificate.url.path] : [])
        let mailer = try mailer(server, trusting: certificate)
        defer { mailer.shutDown() }
        try await mailer.send(.example())
        #expect(try server.deliveries.map(\.tls) == [isOffered])
    }
}
