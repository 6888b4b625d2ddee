import Foundation

/// An address as SMTP without extensions takes it: in ASCII, the domain in Punycode (RFC 5891 §4.4) where it was not.
struct MailAddress: Sendable, Equatable {
    let localPart: String
    let domain: String
    let displayName: String

    /// `a@b`, as the envelope and the headers have it.
    var mailbox: String { "\(localPart)@\(domain)" }

    /// Reads `a@b`.
    init(mailbox text: String, displayName: String = "") throws(MailError) {
        guard let at = text.lastIndex(of: "@") else { throw Self.problem("is none") }
        localPart = String(text[..<at])
        guard localPart.utf8.allSatisfy({ $0 < 0x80 }) else {
            throw Self.problem("has letters before its @ that are not ASCII, which not every server takes")
        }
        guard Self.isDotAtom(localPart) || Self.isQuotedString(localPart) else {
            throw Self.problem("has characters before its @ that can't be sent")
        }
        domain = try Self.domain(text[text.index(after: at)...])
        self.displayName = displayName
    }

    /// Reads `Name <a@b>`, the name in quotes at will, or `a@b`.
    init(_ text: String) throws(MailError) {
        guard text.hasSuffix(">"), let bracket = text.lastIndex(of: "<") else {
            try self.init(mailbox: text)
            return
        }
        var name = text[..<bracket].drop { $0 == " " }
        while name.last == " " { name.removeLast() }
        if name.count >= 2, name.first == "\"", name.last == "\"" { name = name.dropFirst().dropLast() }
        try self.init(
            mailbox: String(text[text.index(after: bracket)...].dropLast()), displayName: String(name))
    }

    /// Without the address itself, which belongs to a person and may end in a log.
    private static func problem(_ text: String) -> MailError {
        .permanent(reason: "the address \(text)")
    }

    /// RFC 5322 §3.2.3, but for dots, which some providers let stand anywhere.
    private static func isDotAtom(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { $0.isLetterOrDigit || "!#$%&'*+-/=?^_`{|}~.".utf8.contains($0) }
    }

    /// RFC 5322 §3.2.4, without control characters.
    private static func isQuotedString(_ text: String) -> Bool {
        guard text.utf8.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return false }
        var isEscaped = false
        for byte in text.utf8.dropFirst().dropLast() {
            guard (0x20...0x7E).contains(byte), isEscaped || byte != UInt8(ascii: "\"") else { return false }
            isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
        }
        return !isEscaped
    }

    private static func domain(_ text: Substring) throws(MailError) -> String {
        if text.hasPrefix("["), text.hasSuffix("]") { return try addressLiteral(text.dropFirst().dropLast()) }
        let ascii = text.utf8.allSatisfy { $0 < 0x80 } ? String(text) : punycode(text)
        guard let ascii, !ascii.isEmpty, ascii.utf8.allSatisfy({ $0.isLetterOrDigit || "-.".utf8.contains($0) })
        else { throw problem("has a domain that can't be sent") }
        return ascii
    }

    /// Foundation writes a host name that is not ASCII as DNS has it.
    private static func punycode(_ domain: Substring) -> String? {
        URLComponents(string: "smtp://\(domain)")?.encodedHost
    }

    /// An IP address in brackets, with the tag that RFC 5321 §4.1.3 wants before one of version 6.
    private static func addressLiteral(_ address: Substring) throws(MailError) -> String {
        guard !address.isEmpty, address.utf8.allSatisfy({ $0.isLetterOrDigit || ".:".utf8.contains($0) }) else {
            throw problem("has a domain that can't be sent")
        }
        return address.contains(":") && !address.lowercased().hasPrefix("ipv6:") ? "[IPv6:\(address)]" : "[\(address)]"
    }
}
