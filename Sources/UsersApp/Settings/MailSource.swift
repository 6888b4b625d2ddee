import Foundation
import Mail
import SocketServer

/// Where mails go, whom they come from, and where their links begin.
struct MailSource: Sendable {
    let url: MailURL
    let sender: String
    let publicURL: String

    /// - Parameter isEncrypted: Whether the address is served over TLS.
    init(_ reader: SettingReader, address: ServerAddress, isEncrypted: Bool) throws(SettingError) {
        do {
            url = try MailURL(reader.text(.mailURL) ?? "")
        } catch {
            throw SettingError("MAIL_URL", error.problem, accepts: MailURLError.accepted)
        }
        sender = try Self.sender(reader, url)
        publicURL = try Self.publicURL(reader, address, scheme: isEncrypted ? "https" : "http")
    }

    private static func sender(_ reader: SettingReader, _ url: MailURL) throws(SettingError) -> String {
        if let text = reader.text(.mailFrom) {
            guard MailMessage.isSender(text) else {
                throw SettingError("MAIL_FROM", "is no sender", accepts: "an address, or Name <address>")
            }
            return text
        }
        guard case .file = url else {
            throw SettingError(
                "MAIL_FROM", "is missing, which mail servers need", accepts: "an address, or Name <address>")
        }
        return "Accounts <accounts@localhost>"
    }

    private static func publicURL(
        _ reader: SettingReader, _ address: ServerAddress, scheme: String
    ) throws(SettingError) -> String {
        guard let text = reader.text(.publicURL) else {
            switch address {
            case .tcp("0.0.0.0", let port), .tcp("::", let port): return "\(scheme)://localhost:\(port)"
            case .tcp(let host, let port): return "\(scheme)://\(host.contains(":") ? "[\(host)]" : host):\(port)"
            case .unix: return "\(scheme)://localhost"
            }
        }
        guard let url = URL(string: text), url.scheme == "https" || url.scheme == "http", url.host()?.isEmpty == false,
            url.query == nil, url.fragment == nil
        else {
            throw SettingError(
                "PUBLIC_URL", "is \"\(text)\"",
                accepts: "an http or https address, such as https://accounts.example.com")
        }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }
}
