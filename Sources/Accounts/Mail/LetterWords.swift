/// A letter's words in one language, before they become text and HTML.
struct LetterWords {
    let subject: String
    let greeting: String
    /// What happened, and what to do.
    let opening: [String]
    /// What the link does.
    let button: String
    /// The same before an address that stands on a line of its own.
    let lead: String
    /// Says that the button's address follows.
    let addressNote: String
    /// What holds of the link, and what to do if it was not you.
    let closing: [String]

    init(_ kind: MailKind, _ language: LetterLanguage, _ content: LetterContent) {
        switch language {
        case .english: self = .english(kind, content)
        case .french: self = .french(kind, content)
        }
    }

    init(
        subject: String, greeting: String, opening: [String?], button: String, lead: String, addressNote: String,
        closing: [String?]
    ) {
        self.subject = subject
        self.greeting = greeting
        self.opening = opening.compactMap(\.self)
        self.button = button
        self.lead = lead
        self.addressNote = addressNote
        self.closing = closing.compactMap(\.self)
    }
}
