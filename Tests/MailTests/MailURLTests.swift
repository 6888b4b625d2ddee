import Testing

@testable import Mail

@Suite struct MailURLTests {
    @Test(arguments: [
        ("file:./data/mail", "./data/mail"), ("file:/var/mail", "/var/mail"), ("file:///var/mail", "/var/mail"),
        ("FILE:mail", "mail"),
    ])
    func `a file URL names a folder`(text: String, folder: String) throws {
        #expect(try MailURL(text) == .file(folder: folder))
    }

    @Test(arguments: [
        ("smtp://mail.example.com", "mail.example.com", 587, false, nil, nil),
        ("smtps://mail.example.com/", "mail.example.com", 465, true, nil, nil),
        ("smtp://jane:s%40cret%25@host:2525", "host", 2525, false, ["jane", "s@cret%"], nil),
        ("smtp://jane@example.com:a:b@host", "host", 587, false, ["jane@example.com", "a:b"], nil),
        ("smtps://[::1]:25?ca_file=/etc/my%20ca.pem", "::1", 25, true, nil, "/etc/my ca.pem"),
        ("smtp://127.0.0.1/?ca_file=ca.pem", "127.0.0.1", 587, false, nil, "ca.pem"),
    ])
    func `an SMTP URL names a server`(
        text: String, host: String, port: Int, isEncryptedFromStart: Bool, login: [String]?, caFile: String?
    ) throws {
        guard case .smtp(let server) = try MailURL(text) else {
            Issue.record("not a server")
            return
        }
        #expect(server.host == host)
        #expect(Int(server.port) == port)
        #expect(server.isEncryptedFromStart == isEncryptedFromStart)
        #expect(server.credentials.map { [$0.user, $0.password] } == login)
        #expect(server.caFile == caFile)
    }

    @Test(arguments: [
        ("", MailURLError.unknownScheme), ("mail.example.com", .unknownScheme), ("http://host", .unknownScheme),
        ("file:", .noFolder), ("file://host/mail", .noFolder), ("smtp:host", .noHost), ("smtp://", .noHost),
        ("smtp://u:p@", .noHost), ("smtp://:25", .noHost), ("smtp://ho st", .badHost), ("smtp://[::1", .badHost),
        ("smtp://host:0", .badPort), ("smtp://host:65536", .badPort), ("smtp://host:+25", .badPort),
        ("smtp://host:", .badPort), ("smtp://jane@host", .noPassword), ("smtp://jane:@host", .noPassword),
        ("smtp://:secret@host", .noPassword), ("smtp://jane:%zz@host", .badEscape),
        ("smtp://jane:a%00@host", .badEscape),
        ("smtp://jane:a%0Ab@host", .badEscape), ("smtp://host/inbox", .path), ("smtp://host#x", .path),
        ("smtp://host?tls=off", .unknownOption), ("smtp://host?ca_file=a&tls=off", .unknownOption),
        ("smtp://host?ca_file=", .noCAFile),
    ])
    func `anything else is refused with what is wrong`(text: String, error: MailURLError) {
        #expect(throws: error) { try MailURL(text) }
    }

    @Test func `no description shows user or password`() throws {
        let url = try MailURL("smtps://jane:secret@host?ca_file=ca.pem")
        #expect(url.description == "smtps://host:465")
        var dumped = ""
        dump(url, to: &dumped)
        for shown in ["\(url)", String(reflecting: url), dumped] {
            #expect(!shown.contains("jane") && !shown.contains("secret"))
        }
    }

    @Test(arguments: [
        ("smtp://localhost", false), ("smtp://127.0.0.2", false), ("smtp://[::1]", false), ("smtps://localhost", true),
        ("smtp://u:p@localhost", true), ("smtp://host", true), ("smtp://127.evil.example.com", true),
        ("smtp://127.0.0.example", true),
    ])
    func `only loopback without a login does without encryption`(text: String, requires: Bool) throws {
        guard case .smtp(let server) = try MailURL(text) else {
            Issue.record("not a server")
            return
        }
        #expect(server.requiresEncryption == requires)
    }
}
