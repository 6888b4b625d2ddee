/// A mail as it goes out: its envelope, and its bytes as RFC 5322 and MIME have them.
struct OutgoingMessage: Sendable {
    let id: String
    let from: MailAddress
    let to: MailAddress
    /// Lines of at most 998 bytes of ASCII that end with CRLF.
    let bytes: [UInt8]

    /// - Throws: `MailError.permanent` when the mail can't be written as one.
    init(_ message: MailMessage) throws(MailError) {
        guard Self.isID(message.id) else { throw .permanent(reason: "the mail's id can't name a file") }
        id = message.id
        from = try MailAddress(message.from)
        to = try MailAddress(mailbox: message.to)
        bytes = Array(Self.text(message, from: from, to: to).utf8)
    }

    private static func isID(_ id: String) -> Bool {
        (1...128).contains(id.utf8.count) && !id.hasPrefix(".") && !id.hasSuffix(".") && !id.contains("..")
            && id.utf8.allSatisfy { $0.isLetterOrDigit || "-_.".utf8.contains($0) }
    }

    private static func text(_ message: MailMessage, from: MailAddress, to: MailAddress) -> String {
        // No line of quoted-printable has a = before a _, so the boundary is in neither part.
        let boundary = "=_alternative"
        var lines = [
            "Date: \(MailDate.text(milliseconds: message.date))",
            "From: \(mailbox(from))",
            "To: \(to.mailbox)",
            "Subject: \(HeaderText.unstructured(message.subject, after: "Subject: ".utf8.count))",
            "Message-ID: <\(message.id)@\(from.domain)>",
            "MIME-Version: 1.0",
            "Auto-Submitted: auto-generated",
        ]
        let language = message.language.utf8.filter { $0.isLetterOrDigit || $0 == UInt8(ascii: "-") }
        if !language.isEmpty { lines.append("Content-Language: \(String(decoding: language, as: UTF8.self))") }
        lines += ["Content-Type: multipart/alternative;", " boundary=\"\(boundary)\"", ""]
        for (type, body) in [("text/plain", message.text), ("text/html", message.html)] {
            lines += [
                "--\(boundary)", "Content-Type: \(type); charset=utf-8", "Content-Transfer-Encoding: quoted-printable",
                "", QuotedPrintable.encode(body),
            ]
        }
        return (lines + ["--\(boundary)--", ""]).joined(separator: "\r\n")
    }

    private static func mailbox(_ address: MailAddress) -> String {
        guard !address.displayName.isEmpty else { return address.mailbox }
        return "\(HeaderText.phrase(address.displayName, after: "From: ".utf8.count))\r\n <\(address.mailbox)>"
    }
}
