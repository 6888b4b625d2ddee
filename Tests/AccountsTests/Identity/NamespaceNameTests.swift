import Testing

@testable import Accounts

@Suite struct NamespaceNameTests {
    @Test(
        "1 to 64 of a-z 0-9 - _ . are a name, kept as written",
        arguments: ["default", "a", "0", "-", "acme-corp_2.eu", String(repeating: "z", count: 64)])
    func accepts(text: String) {
        #expect(NamespaceName(text)?.description == text)
    }

    @Test(
        "Anything else is none",
        arguments: ["", "Default", "a b", " a", "a/b", "ä", "a\u{0}", "ａ", String(repeating: "z", count: 65)])
    func refuses(text: String) {
        #expect(NamespaceName(text) == nil)
    }

    @Test func theDefaultIsAName() {
        #expect(NamespaceName("default") == .default)
    }
}
