import Mail
import Testing

extension MailMessage {
    /// A mail, of which a test changes what it is about.
    static func example(
        id: String = "mail-1", from: String = "Accounts <noreply@example.com>", to: String = "jane@example.org",
        subject: String = "Hello", text: String = "Hello\n", html: String = "<p>Hello</p>\n", language: String = "en"
    ) -> MailMessage {
        MailMessage(
            id: id, date: 1_763_705_483_000, from: from, to: to, subject: subject, text: text, html: html,
            language: language)
    }
}

/// The error that sending the mail ends with.
func failure(of mailer: Mailer, _ message: MailMessage = .example()) async throws -> MailError {
    let error = await #expect(throws: MailError.self) { try await mailer.send(message) }
    return try #require(error)
}

extension MailError {
    /// The reason, without which the test fails; what has none is not expected.
    var reason: String? {
        switch self {
        case .temporary(let reason), .permanent(let reason): reason
        case .cancelled: nil
        }
    }

    var isTemporary: Bool {
        if case .temporary = self { true } else { false }
    }

    var isPermanent: Bool {
        if case .permanent = self { true } else { false }
    }
}
