import DocumentStore

/// A login that is still good: its access tokens name it, its refresh token renews it.
public struct Session: Sendable, Equatable {
    /// The most sessions of an account; a further login ends the oldest.
    public static let maximumCount = 50
    /// The longest user agent that is kept, in bytes.
    static let maximumUserAgentLength = 256

    /// The `sid` of the session's tokens.
    public let id: String
    /// SHA-256 of the refresh token that is good now.
    var refreshHash: [UInt8]
    /// When the password was given.
    public let createdAt: Instant
    /// When the refresh token was last used.
    public internal(set) var lastUsedAt: Instant
    /// When the session ends unless it is used before.
    public internal(set) var expiresAt: Instant
    /// The client's address at login.
    public let ip: String
    /// The client's `User-Agent` at login.
    public let userAgent: String
}

extension Session {
    init(bson document: BSONDocument) throws(BSONError) {
        var id: String?
        var refreshHash: [UInt8] = []
        var createdAt = Instant(milliseconds: 0)
        var lastUsedAt: Instant?
        var expiresAt = Instant(milliseconds: 0)
        var ip = ""
        var userAgent = ""
        for element in document {
            switch element.name {
            case "id": id = try element.string()
            case "refresh_hash": refreshHash = try element.bytes()
            case "created_at": createdAt = try element.instant()
            case "last_used_at": lastUsedAt = try element.instant()
            case "expires_at": expiresAt = try element.instant()
            case "ip": ip = try element.string()
            case "user_agent": userAgent = try element.string()
            default: break
            }
        }
        guard let id else { throw .missingField("sessions.id") }
        self.init(
            id: id, refreshHash: refreshHash, createdAt: createdAt, lastUsedAt: lastUsedAt ?? createdAt,
            expiresAt: expiresAt, ip: ip, userAgent: userAgent)
    }

    var bson: BSONDocument {
        [
            "id": .string(id), "refresh_hash": .binary(BSONBinary(refreshHash)),
            "created_at": .dateTime(createdAt), "last_used_at": .dateTime(lastUsedAt),
            "expires_at": .dateTime(expiresAt), "ip": .string(ip), "user_agent": .string(userAgent),
        ]
    }
}
