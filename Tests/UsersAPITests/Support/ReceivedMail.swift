/// A mail that arrived, as far as tests look at it.
struct ReceivedMail: Sendable {
    let recipient: String
    let subject: String
    /// The first link of its text: what it is for, whose account it is about, its token.
    let link: Link?
    /// The whole message.
    let source: String

    struct Link: Sendable, Equatable {
        let path: String
        let uid: String
        let token: String
    }

    init(_ source: String) {
        self.source = source
        // Quoted-printable's soft line breaks, and the escapes that ASCII gets (RFC 2045 §6.7); links are ASCII.
        let text = source.replacing("=\r\n", with: "").replacing("=46", with: "F").replacing("=2E", with: ".")
            .replacing("=3D", with: "=")
        recipient = text.firstMatch(of: /(?m)^To: (.*?)\r?$/).map { String($0.1) } ?? ""
        subject = text.firstMatch(of: /(?m)^Subject: (.*?)\r?$/).map { String($0.1) } ?? ""
        let pattern = /https:\/\/accounts\.example\.com\/([a-z\/]+)\/([A-Za-z0-9_\-]{24,32})\/([A-Za-z0-9_\-]+)/
        link = text.firstMatch(of: pattern).map { match in
            Link(path: String(match.1), uid: String(match.2), token: String(match.3))
        }
    }
}
