import CCommonPasswords
import Testing

@testable import Accounts

@Suite struct CommonPasswordsTests {
    private let entries: [String] = {
        let list = UnsafeBufferPointer(start: ccommonpasswords_list(), count: ccommonpasswords_size())
        return list.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    }()

    @Test("The list is sorted by bytes and holds what its script leaves")
    func isSorted() {
        #expect(entries.count == 19_639)
        let isSorted = zip(entries, entries.dropFirst()).allSatisfy { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        #expect(isSorted)
        #expect(!entries.contains("newpassword"))
    }

    @Test("Every entry is found, and refused as it stands and in upper case")
    func findsEveryEntry() {
        let missing = entries.filter { entry in
            let problem = entry.unicodeScalars.count < 8 ? PasswordProblem.tooShort : .tooCommon
            return !CommonPasswords.contains(entry)
                || PasswordPolicy.check(entry, email: nil, username: nil) != problem
                || PasswordPolicy.check(entry.uppercased(), email: nil, username: nil) != problem
        }
        #expect(missing == [])
    }

    @Test(
        "What is no entry is not found",
        arguments: [
            "", "\n", "password1\n", "passwo", " ", "~~~~~~~~~~", "\u{0}", "12345678\n123456789", "newpassword",
            "correct horse battery staple",
        ])
    func findsNothingElse(text: String) {
        #expect(!CommonPasswords.contains(text))
    }
}
