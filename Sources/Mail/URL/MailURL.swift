/// Where mails go: to an SMTP server, or into a folder.
public enum MailURL: Sendable, Equatable {
    /// One `.eml` file a mail.
    case file(folder: String)
    /// A server that takes mails to send (RFC 6409).
    case smtp(SMTPServer)

    /// Reads `file:FOLDER`, `smtp://USER:PASSWORD@HOST:587` or `smtps://USER:PASSWORD@HOST:465`, the latter two with
    /// `?ca_file=PATH` at will.
    ///
    /// - Throws: `MailURLError`, which shows nothing of the text.
    public init(_ text: String) throws(MailURLError) {
        guard let colon = text.firstIndex(of: ":") else { throw .unknownScheme }
        let rest = text[text.index(after: colon)...]
        switch text[..<colon].lowercased() {
        case "file": self = .file(folder: try Self.folder(rest))
        case "smtp": self = .smtp(try SMTPServer(rest, isEncryptedFromStart: false))
        case "smtps": self = .smtp(try SMTPServer(rest, isEncryptedFromStart: true))
        default: throw .unknownScheme
        }
    }

    /// A path, or what `file://` and an absolute path name.
    private static func folder(_ rest: Substring) throws(MailURLError) -> String {
        let path = rest.hasPrefix("///") ? rest.dropFirst(2) : rest
        guard !path.isEmpty, !path.hasPrefix("//"), !path.utf8.contains(0) else { throw .noFolder }
        return String(path)
    }
}

extension MailURL: CustomStringConvertible {
    /// The URL without its credentials.
    public var description: String {
        switch self {
        case .file(let folder): "file:\(folder)"
        case .smtp(let server): server.description
        }
    }
}
