/// What a letter says beside its fixed words.
struct LetterContent: Sendable {
    /// Who it is for; empty when that is not known.
    var name: String
    /// What the service is called, such as its host.
    var service: String
    var link: String?
    /// How long the link is good.
    var lifetime: Duration?
    var newEmail: String?
    /// What the client said of itself.
    var device: String?
    /// The login name, for a reader who may have forgotten it.
    var username: String?
}

extension LetterContent {
    /// The same on one line each, so that nobody's name can look like a part of the letter.
    var singleLines: LetterContent {
        LetterContent(
            name: Self.oneLine(name), service: Self.oneLine(service), link: link.map(Self.oneLine), lifetime: lifetime,
            newEmail: newEmail.map(Self.oneLine), device: device.map(Self.oneLine),
            username: username.map(Self.oneLine))
    }

    private static func oneLine(_ text: String) -> String {
        text.unicodeScalars.split { $0.properties.isWhitespace || $0.properties.generalCategory == .control }
            .map { String($0) }.joined(separator: " ")
    }
}
