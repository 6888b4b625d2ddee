/// A mail's words, ready to be sent: the same in plain text and in HTML.
struct Letter: Sendable, Equatable {
    let subject: String
    let text: String
    let html: String
    /// The language's tag (RFC 5646).
    let language: String
}

extension Letter {
    /// Writes a letter in the language of the locale, English where that is none of `LetterLanguage`.
    init(_ kind: MailKind, locale: String?, _ content: LetterContent) {
        let language = LetterLanguage(locale: locale)
        let content = content.singleLines
        let words = LetterWords(kind, language, content)
        subject = words.subject
        text = Self.text(words, content)
        html = LetterDocument(words: words, content: content, language: language).html
        self.language = language.rawValue
    }

    private static func text(_ words: LetterWords, _ content: LetterContent) -> String {
        let link = content.link.map { ["\(words.lead)\n\($0)"] } ?? []
        let paragraphs = [words.greeting] + words.opening + link + words.closing
        // What follows the line "-- " is a signature to mail programs.
        return (paragraphs + ["-- \n\(content.service)\n"]).joined(separator: "\n\n")
    }
}
