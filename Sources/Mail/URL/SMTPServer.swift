import Foundation

/// A mail server, and how to talk to it.
public struct SMTPServer: Sendable, Equatable {
    /// A name or an address, an IPv6 one without its brackets.
    public let host: String
    /// 587 for `smtp`, 465 for `smtps`, unless the URL has another one.
    public let port: UInt16
    /// Whether TLS comes before the first word (`smtps`, RFC 8314 §3.3) rather than by STARTTLS (RFC 3207).
    public let isEncryptedFromStart: Bool
    /// The file with the only certificates that vouch for the server, in PEM; nil leaves it to the system's.
    public let caFile: String?
    let credentials: SMTPCredentials?

    /// Whether a connection without encryption will not do.
    var requiresEncryption: Bool {
        isEncryptedFromStart || credentials != nil || !isLoopback
    }

    private var isLoopback: Bool {
        let octets = host.split(separator: ".", omittingEmptySubsequences: false)
        let isIPv4 = octets.count == 4 && octets.allSatisfy { UInt8($0) != nil }
        return host.lowercased() == "localhost" || host == "::1" || (isIPv4 && octets.first == "127")
    }

    /// What libcurl connects to; the path is the name that the client greets the server with.
    func url(greetingAs name: String) -> String {
        "\(authority)/\(name)"
    }

    private var authority: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return "\(isEncryptedFromStart ? "smtps" : "smtp")://\(name):\(port)"
    }
}

extension SMTPServer: CustomStringConvertible {
    /// Scheme, host and port.
    public var description: String { authority }
}

extension SMTPServer {
    /// Reads what follows the scheme and its colon.
    init(_ text: Substring, isEncryptedFromStart: Bool) throws(MailURLError) {
        guard text.hasPrefix("//") else { throw .noHost }
        var rest = text.dropFirst(2)
        var userInformation: Substring?
        // The last one, so that an address as the user needs no escapes.
        if let at = rest.lastIndex(of: "@"), !rest[..<at].contains(where: { "/?#".contains($0) }) {
            userInformation = rest[..<at]
            rest = rest[rest.index(after: at)...]
        }
        let authority = rest.prefix { !"/?#".contains($0) }
        rest = rest.dropFirst(authority.count)
        if rest.hasPrefix("/") { rest = rest.dropFirst() }
        guard rest.isEmpty || rest.hasPrefix("?"), !rest.contains("#") else { throw .path }
        self.isEncryptedFromStart = isEncryptedFromStart
        credentials = try userInformation.map(Self.credentials)
        (host, port) = try Self.address(authority, standardPort: isEncryptedFromStart ? 465 : 587)
        caFile = try Self.caFile(options: rest.dropFirst())
    }

    private static func credentials(_ text: Substring) throws(MailURLError) -> SMTPCredentials {
        guard let colon = text.firstIndex(of: ":") else { throw .noPassword }
        let user = try decoded(text[..<colon])
        let password = try decoded(text[text.index(after: colon)...])
        guard !user.isEmpty, !password.isEmpty else { throw .noPassword }
        return SMTPCredentials(user: user, password: password)
    }

    private static func address(
        _ text: Substring, standardPort: UInt16
    ) throws(MailURLError) -> (host: String, port: UInt16) {
        var host = text
        var port: Substring?
        if let colon = text.lastIndex(of: ":"), text.last != "]" {
            host = text[..<colon]
            port = text[text.index(after: colon)...]
        }
        guard !host.isEmpty else { throw .noHost }
        var isHost = host.utf8.allSatisfy { $0.isLetterOrDigit || "-._".utf8.contains($0) }
        if host.hasPrefix("["), host.hasSuffix("]"), host.contains(":") {
            host = host.dropFirst().dropLast()
            isHost = host.utf8.allSatisfy { $0.isLetterOrDigit || ":.".utf8.contains($0) }
        }
        guard isHost else { throw .badHost }
        guard let port else { return (String(host), standardPort) }
        guard let number = UInt16(port), number > 0, !port.hasPrefix("+") else { throw .badPort }
        return (String(host), number)
    }

    private static func caFile(options: Substring) throws(MailURLError) -> String? {
        guard !options.isEmpty else { return nil }
        let name = "ca_file="
        guard options.hasPrefix(name), !options.contains("&") else { throw .unknownOption }
        let path = try decoded(options.dropFirst(name.count))
        guard !path.isEmpty else { throw .noCAFile }
        return path
    }

    /// The text without its escapes (RFC 3986 §2.1); control characters have no place in any part.
    private static func decoded(_ text: Substring) throws(MailURLError) -> String {
        guard let decoded = text.removingPercentEncoding, !decoded.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F })
        else { throw .badEscape }
        return decoded
    }
}
