/// One mail to one recipient, in plain text and in HTML.
public struct MailMessage: Sendable {
    /// What names the mail, the same at each attempt, so that a duplicate can be recognised: 1 to 128 ASCII letters,
    /// digits, `-`, `_` and inner dots. It becomes the `Message-ID` and the name of the file.
    public var id: String
    /// Milliseconds since 1970, UTC.
    public var date: Int64
    /// `Name <a@b>` or `a@b`.
    public var from: String
    /// `a@b`.
    public var to: String
    /// One line; control characters become spaces.
    public var subject: String
    /// The plain text; a line ends with LF or CRLF.
    public var text: String
    /// The same as an HTML document.
    public var html: String
    /// The language of both (RFC 5646), such as `en`.
    public var language: String

    /// Takes the parts as they are; `Mailer.send` finds what is wrong with them.
    public init(
        id: String, date: Int64, from: String, to: String, subject: String, text: String, html: String, language: String
    ) {
        self.id = id
        self.date = date
        self.from = from
        self.to = to
        self.subject = subject
        self.text = text
        self.html = html
        self.language = language
    }
}
