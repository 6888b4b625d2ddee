import Testing

@testable import Accounts

@Suite struct IdentifierTests {
    @Test(
        "Texts that differ in case, width, composition or white space around them are one",
        arguments: [
            ["jane", "Jane", "JANE", " jane\n", "ｊａｎｅ", "\u{3000}Ｊａｎｅ"],
            ["straße", "STRASSE", "Straße", "stra\u{1E9E}e", "STRA\u{1E9E}E", "ſtraſſe"],
            ["σίσυφος", "ΣΊΣΥΦΟΣ", "σίσυφοσ", "Σίσυφοσ"],
            ["zoë", "ZOË", "zoe\u{308}", "ZOE\u{308}"],
            ["i\u{307}stanbul", "\u{130}STANBUL", "I\u{307}STANBUL"],
            ["ısı", "ıſı", "\u{131}s\u{131}"],
            ["ﬃ", "ffi", "FFI", "ﬀI"],
            ["\u{1F84}", "\u{1F8C}", "\u{1F04}\u{3B9}", "\u{1F0C}\u{345}"],
            ["ꭰ", "Ꭰ"],
            ["k", "\u{212A}", "K"],
            ["ω", "\u{2126}"],
            ["ǆ", "ǅ", "Ǆ", "dž"],
        ])
    func foldsToOne(texts: [String]) {
        let folded = Set(texts.map { Array(Identifier.folded($0).utf8) })
        #expect(folded.count == 1)
    }

    @Test(
        "Other texts stay apart",
        arguments: [
            ("ı", "i"), ("i\u{307}", "i"), ("e", "é"), ("a b", "ab"), ("jane", "јane"), ("o", "ø"), ("", "a"),
            // Foundation's own composition takes these for one, see String+Normalization.swift.
            ("\u{10041}\u{301}", "á"), ("\u{103D2}\u{301}", "\u{3D3}"),
        ])
    func keepsApart(one: String, other: String) {
        #expect(Identifier.folded(one) != Identifier.folded(other))
    }

    @Test("Folding what is folded changes nothing, for every character of Unicode, alone and in company")
    func isIdempotent() {
        var failures: [String] = []
        for value in UInt32(0)...0x2FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for text in ["\(scalar)", "a\(scalar)\u{301}"] {
                let once = Identifier.folded(text)
                let twice = Identifier.folded(once)
                if !twice.unicodeScalars.elementsEqual(once.unicodeScalars) {
                    failures.append(String(value, radix: 16))
                }
            }
        }
        #expect(failures == [])
    }

    @Test("Its text names namespace, kind and the folded text")
    func describesItself() throws {
        let email = try #require(EmailAddress("Jane@Example.com"))
        let acme = try #require(NamespaceName("acme"))
        #expect(Identifier(email, namespace: .default).description == "default/email/jane@example.com")
        #expect(try Identifier(Username("Jane Doe"), namespace: acme).description == "acme/username/jane doe")
    }

    @Test("What was typed at login finds what was stored, and an impossible text is an identifier like any other")
    func matchesTypedText() throws {
        let email = try #require(EmailAddress("Jane@Example.com"))
        let stored = Identifier(email, namespace: .default)
        #expect(Identifier("  JANE@EXAMPLE.COM ", kind: .email, namespace: .default) == stored)
        #expect(Identifier("JANE@EXAMPLE.COM", kind: .username, namespace: .default) != stored)
        #expect(Identifier("", kind: .email, namespace: .default).description == "default/email/")
    }
}
