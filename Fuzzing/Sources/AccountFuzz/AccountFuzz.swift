import FuzzSupport

@testable import Accounts
@testable import DocumentStore

/// A document of another program that shares the schema; or, where the bytes are no document, instructions that change fields of an
/// account's.
///
/// What is read as an account, or taken over as one, is written as a document that can be stored and that reads the same again.
@main
enum AccountFuzz: FuzzTarget {
    private static let now = Instant(milliseconds: 1_800_000_000_000)

    static func test(_ input: FuzzInput) {
        var (input, instructions) = (input, input)
        if let document = try? BSONDocument(validating: input.remainder()) {
            check(document)
        } else {
            var document = AccountSample.document
            for _ in 0..<8 where !instructions.isEmpty {
                let place = Int(instructions.byte())
                let value = BSONValue(kind: instructions.byte(), makingOf: &instructions, depth: 3)
                document = AccountSample.replacing(place, by: value, in: document)
            }
            check(document)
        }
    }

    private static func check(_ document: BSONDocument) {
        if let account = try? Account(bson: document) { check(account) }
        if let account = try? Account(adopting: document, at: now) {
            check(account)
            guard let email = account.email, !email.isEmpty else { return }
            let identifier = Identifier(email, kind: .email, namespace: account.namespace).description
            require(account.identifiers.contains(identifier), "\(email) is not claimed: \(account.identifiers)")
        }
    }

    private static func check(_ account: Account) {
        let document = account.bson
        require(document.storageFlaw == nil)
        guard let read = try? BSONDocument(validating: Array(document.bytes)), let again = try? Account(bson: read)
        else {
            fail("not read again: \(Array(document))")
        }
        require(again.bson == document, "written: \(Array(document))\nagain: \(Array(again.bson))")
    }
}
