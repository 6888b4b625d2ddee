import CCurl
import Foundation

/// A transfer that went wrong, and what that means for the mail.
struct SMTPFailure {
    /// The longest reason, in characters.
    static let reasonLimit = 300

    let status: CURLcode
    let reply: SMTPReply?
    let hasBegunMessage: Bool
    /// libcurl's own words.
    let problem: String

    /// The error, whose reason says nothing that the server's credentials can be read from.
    func error(of server: SMTPServer) -> MailError {
        let reason = reason(of: server)
        return isPermanent ? .permanent(reason: reason) : .temporary(reason: reason)
    }

    /// Whether the server refused sender, recipient or message for good (RFC 5321 §4.2.1).
    ///
    /// Everything else is a matter of the connection or of the operator's settings, which must not lose mails.
    private var isPermanent: Bool {
        guard let reply, (500...599).contains(reply.code), !Self.authenticationCodes.contains(reply.code) else {
            return false
        }
        switch status {
        // MAIL, RCPT and DATA; libcurl has another code for the answer to the message, and for the greeting.
        case CURLE_SEND_ERROR: return true
        case CURLE_WEIRD_SERVER_REPLY: return hasBegunMessage
        default: return false
        }
    }

    /// What a server answers to any command when it wants another login, or a safer one (RFC 4954 §6).
    private static let authenticationCodes: Set = [530, 534, 535, 538]

    private func reason(of server: SMTPServer) -> String {
        var text = "\(server): \(problem)"
        if let reply, reply.code >= 400 { text += " (\(reply.code) \(reply.text))" }
        if let credentials = server.credentials, Self.secrets(of: credentials).contains(where: text.contains) {
            text = "\(server): libcurl's error \(status.rawValue)"
            if let reply { text += ", reply \(reply.code)" }
        }
        return Self.line(text)
    }

    /// The forms in which a server can hand back what it was told: AUTH's are in base64.
    private static func secrets(of credentials: SMTPCredentials) -> [String] {
        let (user, password) = (credentials.user, credentials.password)
        return [password] + [user, password, "\0\(user)\0\(password)"].map { Data($0.utf8).base64EncodedString() }
    }

    /// One line without control characters, of a bounded length.
    private static func line(_ text: String) -> String {
        let printable = text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }
        let line = String(String.UnicodeScalarView(printable)).split(separator: " ").joined(separator: " ")
        return String(line.prefix(reasonLimit))
    }
}
