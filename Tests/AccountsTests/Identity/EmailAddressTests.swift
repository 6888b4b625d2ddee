import Testing

@testable import Accounts

@Suite struct EmailAddressTests {
    @Test("What Django's validator accepts is an address", arguments: DjangoEmails.accepted)
    func accepts(text: String) {
        #expect(EmailAddress(text) != nil)
    }

    // Django strips in its form field, not in its validator: nothing in the table has white space at its ends.
    @Test("What Django's validator refuses is none", arguments: DjangoEmails.refused)
    func refuses(text: String) {
        #expect(EmailAddress(text) == nil)
    }

    @Test(
        "It is stored as written, trimmed, with its domain in lower case",
        arguments: [
            ("Jane.Doe+Tag@Example.COM", "Jane.Doe+Tag@example.com"),
            (" \t jane@example.com\r\n", "jane@example.com"),
            ("\u{A0}jane@example.com\u{3000}", "jane@example.com"),
            ("JANE@[2001:DB8::1]", "JANE@[2001:db8::1]"),
            ("jane@BÜCHER.example", "jane@bücher.example"),
            ("\"Jane@Home\"@EXAMPLE.com", "\"Jane@Home\"@example.com"),
        ])
    func storesWithDomainInLowerCase(text: String, stored: String) {
        #expect(EmailAddress(text)?.description == stored)
    }

    @Test("It has at most 254 code points, white space around it not counted")
    func limitsLength() {
        let domain = "@example.com"
        let longest = String(repeating: "a", count: 254 - domain.count) + domain
        #expect(EmailAddress(" \(longest) ")?.description == longest)
        #expect(EmailAddress("a" + longest) == nil)
    }

    @Test func `A label that grows beyond 63 code points in lower case is none`() {
        func address(_ count: Int) -> String { "jane@" + String(repeating: "\u{130}", count: count) + "b.example" }
        #expect(EmailAddress(address(31))?.description.unicodeScalars.count == "jane@b.example".count + 62)
        #expect(EmailAddress(address(32)) == nil)
    }
}
