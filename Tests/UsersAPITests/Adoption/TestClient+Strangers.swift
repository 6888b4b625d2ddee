import Accounts
import DocumentStore
import TestSupport
import Testing

@testable import UsersAPI

/// Documents as another program writes them, straight into the store.
extension TestClient {
    /// `TestClient.password`, hashed by Python's bcrypt.
    static let strangersHash = "$2b$04$yMhuSeFhMVIh1U9DyEFfWuhSEbgaWDKR59DwBxs2g5x8FXcztSt/S"
    static let strangersBirth = BSONDateTime(milliseconds: 1_577_934_245_678)

    static var users: CollectionDefinition {
        get throws { try #require(AccountSchema.current.collections.first { $0.name == "users" }) }
    }

    /// The seven fields, some of them changed or, where the value is nil, left out, and others beyond them.
    static func stranger(_ email: String, _ changes: [String: BSONValue?] = [:]) -> BSONDocument {
        var fields: [(String, BSONValue?)] = [
            ("_id", .objectID(.generate())), ("email", .string(email)), ("username", "Jane"),
            ("hashed_password", .string(strangersHash)), ("is_admin", false), ("is_active", true),
            ("created_at", .dateTime(strangersBirth)), ("updated_at", .dateTime(strangersBirth)),
        ]
        for (name, value) in changes.sorted(by: { $0.key < $1.key }) {
            fields.removeAll { $0.0 == name }
            fields.append((name, value))
        }
        return BSONDocument(fields.compactMap { name, value in value.map { (name, $0) } })
    }

    /// Stores such a document, and returns its id.
    @discardableResult
    func write(_ stranger: BSONDocument) async throws -> String {
        try await store.insert(stranger, into: Self.users)
        return try #require(stranger["_id"]?.objectIDValue).description
    }

    /// Stores such a document, and returns its id.
    @discardableResult
    func writeStranger(_ email: String, _ changes: [String: BSONValue?] = [:]) async throws -> String {
        try await write(Self.stranger(email, changes))
    }

    /// The document as it is stored.
    func stored(_ id: String) async throws -> BSONDocument {
        let id = try #require(ObjectID(hex: id))
        return try #require(try await store.find(id: .objectID(id), in: Self.users))
    }

    /// Changes a stored document as another program does, which knows nothing of revisions; nil takes a field away.
    func meddle(with id: String, _ changes: [String: BSONValue?]) async throws {
        let document = try await stored(id)
        var fields = document.map { ($0.name, $0.value) }
        for (name, value) in changes.sorted(by: { $0.key < $1.key }) {
            fields.removeAll { $0.0 == name }
            if let value { fields.append((name, value)) }
        }
        let revision = document["revision"]?.intValue ?? 0
        #expect(try await store.replace(BSONDocument(fields), ifRevision: revision, in: Self.users))
    }

    /// What `users store check` prints of the problems.
    func problems() async throws -> [String] {
        try await services.storeCheck.run().problems.map { "\($0.id) \($0.field) \($0.reason)" }
    }
}
