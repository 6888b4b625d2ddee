import Crypto
import DocumentStore

/// What another service calls with: a name, permissions and an end. The token itself is shown once and stored as its hash.
public struct ServiceToken: Sendable {
    /// What a token begins with, so that it is told from a JSON Web Token, and found by scanners of leaked secrets.
    static let prefix = "usr_"
    /// The longest life.
    public static let maximumLifetime = Duration.seconds(3650 * 86_400)

    /// The token's id.
    public let id: ObjectID
    /// What it is for, in its maker's words.
    public let name: String
    /// The tenant that it works on; of `default`: all tenants.
    public let namespace: NamespaceName
    /// What it may do, at least one thing.
    public let permissions: [Permission]
    /// When it was made.
    public let createdAt: Instant
    /// When it ends.
    public let expiresAt: Instant
    /// SHA-256 of the token.
    let hash: [UInt8]
    /// Counts writes.
    public var revision: Int64 = 1

    init(
        name: String, namespace: NamespaceName, permissions: [Permission], hash: [UInt8], createdAt: Instant,
        expiresAt: Instant
    ) {
        id = ObjectID.generate()
        self.name = name
        self.namespace = namespace
        self.permissions = permissions
        self.hash = hash
        self.createdAt = createdAt
        self.expiresAt = expiresAt
    }

    /// A new token's text: 256 random bits.
    static func makeText() -> String {
        prefix + RandomToken.make() + RandomToken.make()
    }

    static func hash(_ text: String) -> [UInt8] {
        Array(SHA256.hash(data: Array(text.utf8)))
    }
}

extension ServiceToken: StoredDocument {
    /// Reads a stored token.
    public init(bson document: BSONDocument) throws(BSONError) {
        guard let id = document["_id"]?.objectIDValue else { throw .missingField("_id") }
        guard let hash = document["hash"]?.binaryValue?.bytes else { throw .missingField("hash") }
        guard let createdAt = document["created_at"]?.dateTimeValue else { throw .missingField("created_at") }
        guard let expiresAt = document["expires_at"]?.dateTimeValue else { throw .missingField("expires_at") }
        self.id = id
        self.hash = hash
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        name = document["name"]?.stringValue ?? ""
        namespace = document["namespace"]?.stringValue.flatMap(NamespaceName.init) ?? .default
        permissions = (document["permissions"]?.arrayValue ?? []).compactMap(\.stringValue)
            .compactMap(Permission.init)
        revision = document["revision"]?.intValue ?? 0
    }

    /// The token as it is stored.
    public var bson: BSONDocument {
        [
            "_id": .objectID(id), "name": .string(name), "namespace": .string(namespace.description),
            "permissions": .array(permissions.map { .string($0.rawValue) }), "hash": .binary(BSONBinary(hash)),
            "created_at": .dateTime(createdAt), "expires_at": .dateTime(expiresAt), "revision": .int64(revision),
        ]
    }
}
