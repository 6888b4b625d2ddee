import Testing

@testable import Accounts

@Suite struct UsernameTests {
    @Test func `Blanks at the end go, also behind a character that they are shown as one with`() throws {
        #expect(try Username("jane\u{600}  ").description == "jane\u{600}")
        #expect(Identifier.folded("jane\u{600} ") == Identifier.folded("jane\u{600}"))
    }

    @Test(
        "It is stored in NFKC and trimmed, otherwise as written",
        arguments: [
            ("Jane", "Jane"),
            ("  Jane Doe\n", "Jane Doe"),
            ("Ｊａｎｅ\u{3000}", "Jane"),
            ("Zoe\u{308}", "Zo\u{EB}"),
            ("ﬁona", "fiona"),
            ("李小龙", "李小龙"),
            ("🔑", "🔑"),
            ("a/b\\c\"d", "a/b\\c\"d"),
        ])
    func normalises(text: String, stored: String) throws {
        let username = try Username(text)
        #expect(Array(username.description.unicodeScalars) == Array(stored.unicodeScalars))
    }

    @Test("Nothing but white space is blank", arguments: ["", " ", "\u{A0}\u{2003}\u{3000}", "\t\r\n"])
    func refusesBlank(text: String) {
        #expect(throws: UsernameProblem.blank) { try Username(text) }
    }

    @Test("150 code points are the most, after normalisation")
    func limitsLength() throws {
        let longest = String(repeating: "e\u{301}", count: 150)
        #expect(try Username(" \(longest) ").description.unicodeScalars.count == 150)
        #expect(throws: UsernameProblem.tooLong) { try Username(longest + "a") }
        #expect(throws: UsernameProblem.tooLong) { try Username(String(repeating: "\u{FB03}", count: 51)) }
    }

    @Test(
        "Control characters are refused",
        arguments: ["ja\u{0}ne", "\u{0}", "jane\r\nBcc: all@example.com", "ja\u{1B}[31mne", "ja\u{7F}ne", "ja\u{9B}ne"])
    func refusesControlCharacters(text: String) {
        #expect(throws: UsernameProblem.containsControlCharacter) { try Username(text) }
    }
}
