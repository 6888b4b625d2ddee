import Accounts
import DocumentStore
import TestSupport
import Testing

extension TestClient {
    /// Stores a mail of this account that could not be delivered, and returns its id.
    func storeDeadLetter(of account: AccessAccount) async throws -> String {
        let letters = try #require(AccountSchema.current.collections.first { $0.name == "dead_letters" })
        let id = ObjectID.generate()
        let mail: BSONDocument = [
            "kind": .string("reset_password"), "recipient": .string(account.email), "attempts": .int64(10),
        ]
        try await store.insert(
            [
                "_id": .objectID(id), "user_id": .objectID(try #require(ObjectID(hex: account.id))),
                "namespace": .string("default"), "mail": .document(mail), "at": .dateTime(clock.now),
                "expires_at": .dateTime(clock.now + .seconds(86_400)), "revision": .int64(1),
            ], into: letters)
        return id.description
    }
}
