import Foundation
import Mail
import Testing

@Suite struct MessageTests {
    private let server: MailServer
    private let mailer: Mailer

    init() throws {
        server = try MailServer()
        mailer = Mailer(try MailURL("smtp://127.0.0.1:\(server.port)"))
    }

    private func sent(_ message: MailMessage) async throws -> MailServer.Delivery {
        defer { mailer.shutDown() }
        try await mailer.send(message)
        let deliveries = try server.deliveries
        try #require(deliveries.count == 1)
        let parsed = deliveries[0].message
        #expect(parsed.defects == [])
        #expect(parsed.isASCII && !parsed.hasBareLineBreaks)
        return deliveries[0]
    }

    @Test(arguments: [
        "", "\n", "\n\n", "no line break", "Voilà l’été 🎉\n", String(repeating: "long ", count: 500),
        String(repeating: "é", count: 1000), ".\n..\n.leading dots\n", "a\n.\nb", "From me\nFrom you\n", "=3D = =\n",
        "blanks at the end  \t\n\t\n ", String(repeating: "x", count: 75) + ".F\n", String(repeating: "x", count: 76),
        String(repeating: "x", count: 77) + "\n.", "--=_alternative\n--=_alternative--\n", "\u{0}\u{7F}\u{1B}[0m",
    ])
    func `both parts arrive as they were written`(text: String) async throws {
        let html = "<p>\(text)</p>"
        let message = try await sent(.example(text: text, html: html)).message
        #expect(message.type == "multipart/alternative")
        #expect(message.parts == ["text/plain": text, "text/html": html])
        #expect(message.longestLine <= 76)
    }

    @Test func `a lone CR stays a CR, and CRLF is a line's end`() async throws {
        let message = try await sent(.example(text: "a\rb\r\nc")).message
        #expect(message.parts["text/plain"] == "a\rb\nc")
    }

    @Test(arguments: [
        ("Hello", "Hello"), ("", ""), ("Réinitialisez votre mot de passe", "Réinitialisez votre mot de passe"),
        ("=?utf-8?Q?x?=", "=?utf-8?Q?x?="), ("🎉 日本語 e\u{301}", "🎉 日本語 e\u{301}"),
        (String(repeating: "word ", count: 60) + "end", String(repeating: "word ", count: 60) + "end"),
        (String(repeating: "日", count: 200), String(repeating: "日", count: 200)),
        ("a\r\nBcc: eve@example.com", "a  Bcc: eve@example.com"), ("a\nb\u{0}c\u{85}d\u{2028}e", "a b c d e"),
    ])
    func `a subject arrives, and adds no header`(subject: String, expected: String) async throws {
        let message = try await sent(.example(subject: subject)).message
        #expect(message["Subject"] == [expected])
        #expect(message.longestLine <= 76)
        #expect(
            message.headers.map { $0[0] } == [
                "Date", "From", "To", "Subject", "Message-ID", "MIME-Version", "Auto-Submitted", "Content-Language",
                "Content-Type",
            ])
    }

    @Test(arguments: [
        ("a@example.com", "a@example.com", "a@example.com"), ("<a@example.com>", "a@example.com", "a@example.com"),
        ("Jane Doe <a@example.com>", "Jane Doe <a@example.com>", "a@example.com"),
        ("\"Doe, Jane\" <a@example.com>", "\"Doe, Jane\" <a@example.com>", "a@example.com"),
        ("Zoé <a@example.com>", "Zoé <a@example.com>", "a@example.com"),
        ("A <x@y>, \"B\\ <a@example.com>", "\"A <x@y>, \\\"B\\\\\" <a@example.com>", "a@example.com"),
        ("A\r\nBcc: eve@example.com <a@example.com>", "\"A  Bcc: eve@example.com\" <a@example.com>", "a@example.com"),
        ("a@bücher.example", "a@xn--bcher-kva.example", "a@xn--bcher-kva.example"),
    ])
    func `a sender arrives with the name`(from: String, header: String, envelope: String) async throws {
        let delivery = try await sent(.example(from: from))
        #expect(delivery.message["From"] == [header])
        #expect(delivery.from == envelope)
        let domain = envelope.drop { $0 != "@" }
        #expect(delivery.message["Message-ID"] == ["<mail-1\(domain)>"])
    }

    @Test(arguments: [
        ("jane@bücher.example", "jane@xn--bcher-kva.example"), ("j.d+x'y@Example.org", "j.d+x'y@Example.org"),
        ("\"jane doe\"@example.org", "\"jane doe\"@example.org"), ("jane@[127.0.0.1]", "jane@[127.0.0.1]"),
        ("jane@[2001:db8::1]", "jane@[IPv6:2001:db8::1]"), ("jane@日本.example", "jane@xn--wgv71a.example"),
    ])
    func `a recipient is written as every server takes it`(to: String, expected: String) async throws {
        let delivery = try await sent(.example(to: to))
        #expect(delivery.to == [expected])
        #expect(delivery.message["To"] == [expected])
    }

    @Test(arguments: [
        "", "jane", "@example.org", "jane@", "zoé@example.org", "jane doe@example.org", "Jane <jane@example.org>",
        "jane@example.org>\r\nRCPT TO:<eve@example.org", "jane@example.org\r\nBcc: eve@example.org",
        "jane\r\nx@example.org", "\"a\"b\"@example.org", "\"a\u{1}\"@example.org", "jane@exa mple.org", "jane@[]",
        "a@example.org,b@example.org", "jane@\u{202E}example.org", "jane@exam\u{0}ple.org", "jane@é é.org",
    ])
    func `what is no address in ASCII is refused for good, and not sent`(to: String) async throws {
        defer { mailer.shutDown() }
        let error = try await failure(of: mailer, .example(to: to))
        #expect(error.isPermanent)
        #expect(error.reason?.hasPrefix("the address ") == true)
        #expect(try server.deliveries.isEmpty)
    }

    @Test func `a language is a tag and nothing more`() async throws {
        let message = try await sent(.example(language: "fr-CA\r\nBcc: x")).message
        #expect(message["Content-Language"] == ["fr-CABccx"])
    }
}
