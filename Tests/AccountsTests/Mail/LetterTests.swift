import Foundation
import Testing

@testable import Accounts

@Suite struct LetterTests {
    private static let link = "https://example.com/reset?token=abc&user=1"
    private static let htmlLink = "https://example.com/reset?token=abc&amp;user=1"
    private static let cases = MailKind.allCases.flatMap { kind in ["en", "fr"].map { (kind, $0) } }

    private func content(
        name: String = "Zoé", link: String? = Self.link, newEmail: String? = "new@example.org", device: String? = "curl"
    ) -> LetterContent {
        LetterContent(
            name: name, service: "accounts.example.com", link: link, lifetime: .seconds(3 * 24 * 3600),
            newEmail: newEmail, device: device)
    }

    @Test(arguments: cases)
    func `a letter has its link in both parts, its lifetime, its reader's name and the service`(
        kind: MailKind, language: String
    ) {
        let letter = Letter(kind, locale: language, content())
        let lifetime = language == "fr" ? "3 jours" : "3 days"
        #expect(letter.language == language)
        #expect(letter.text.split(separator: "\n").contains { $0 == Self.link })
        #expect(letter.html.contains("<a href=\"\(Self.htmlLink)\" style=\"display: inline-block"))
        #expect(letter.html.contains(">\(Self.htmlLink)</a>"))
        for part in [letter.text, letter.html] {
            #expect(part.contains(lifetime))
            #expect(part.contains(language == "fr" ? "Bonjour Zoé," : "Hello Zoé,"))
            #expect(part.contains("accounts.example.com"))
        }
        #expect(letter.html.contains("<html lang=\"\(language)\">"))
        #expect(letter.html.contains("color-scheme: light dark"))
    }

    @Test(arguments: cases)
    func `nothing that a user wrote becomes markup, a line or a subject of its own`(kind: MailKind, language: String) {
        let hostile = "<script>\"'&\r\nSubject: x\u{2028}"
        let letter = Letter(kind, locale: language, content(name: hostile, newEmail: hostile, device: hostile))
        #expect(!letter.html.contains("<script>"))
        #expect(letter.html.contains("&lt;script&gt;&quot;&#39;&amp; Subject: x,"))
        #expect(!letter.text.contains("\nSubject:"))
        #expect(!letter.subject.contains { $0.isNewline })
    }

    @Test(arguments: cases)
    func `a letter loads nothing and links to nothing but its link`(kind: MailKind, language: String) {
        let html = Letter(kind, locale: language, content()).html
        #expect(
            !html.contains("src=") && !html.contains("<link") && !html.contains("@import") && !html.contains("url("))
        #expect(html.components(separatedBy: "href=").count - 1 == 2)
        #expect(html.components(separatedBy: "https://").count - 1 == 3)
        #expect(!Letter(kind, locale: language, content(link: nil)).html.contains("href"))
    }

    /// All but the one that says what another says.
    private static let ownWords = MailKind.allCases.filter { $0 != .passwordResetConfirm }

    @Test(arguments: ownWords)
    func `no two languages and no two kinds have a subject in common`(kind: MailKind) {
        let others = Self.ownWords.filter { $0 != kind }.map { Letter($0, locale: "en", content()).subject }
        let english = Letter(kind, locale: "en", content()).subject
        #expect(!others.contains(english))
        #expect(Letter(kind, locale: "fr", content()).subject != english)
    }

    @Test func `a change of address is told with the new one and the link that undoes it`() {
        let text = Letter(.emailChanged, locale: nil, content()).text
        #expect(
            text == """
                Hello Zoé,

                The e-mail address of your account on accounts.example.com is now new@example.org.

                If it was you, there is nothing to do. If it was not, take the change back.

                Undo the change:
                https://example.com/reset?token=abc&user=1

                The link is good for 3 days.

                If it was not you, choose a new password as well: someone may know the old one.

                --\u{20}
                accounts.example.com

                """)
    }

    @Test(arguments: ["fr", "fr_FR", "fr-CA", "FR", "fr_FR.UTF-8"])
    func `a French locale is written to in French`(locale: String) {
        #expect(Letter(.invitation, locale: locale, content()).language == "fr")
    }

    @Test(arguments: [nil, "", "en", "de_DE", "fry", "_fr", "C"])
    func `everyone else is written to in English`(locale: String?) {
        #expect(Letter(.invitation, locale: locale, content()).language == "en")
    }

    @Test(arguments: [
        (Duration.seconds(7 * 24 * 3600), "7 days", "7 jours"), (.seconds(24 * 3600), "1 day", "1 jour"),
        (.seconds(36 * 3600), "36 hours", "36 heures"), (.seconds(3600), "1 hour", "1 heure"),
        (.seconds(5400), "90 minutes", "90 minutes"), (.seconds(10), "1 minute", "1 minute"),
    ])
    func `a lifetime is told in the largest unit that is exact`(lifetime: Duration, english: String, french: String) {
        #expect(LetterLifetime(lifetime).english == english)
        #expect(LetterLifetime(lifetime).french == french)
    }
}
