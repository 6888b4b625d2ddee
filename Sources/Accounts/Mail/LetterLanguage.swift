/// The languages that letters are written in; the raw value is the language's tag (RFC 5646).
enum LetterLanguage: String, Sendable, CaseIterable {
    case english = "en"
    case french = "fr"

    /// The language of a locale such as `fr`, `fr_FR` or `fr-CA`; English for every other.
    init(locale: String?) {
        let language = locale?.prefix { $0 != "_" && $0 != "-" && $0 != "." }.lowercased()
        self = language.flatMap { Self(rawValue: $0) } ?? .english
    }
}
