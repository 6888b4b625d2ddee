import DocumentStore

/// A login that is still good: its access tokens name it, its refresh token renews it.
public struct Session: Sendable, Equatable {
    /// The most sessions of an account; a further login ends the oldest.
    public static let maximumCount = 50
    /// How long a session lasts at most, however often it is used.
    static let maximumLifetime = Duration.seconds(90 * 86_400)
    /// How long a refresh token that was used gives the same successor: browser tabs refresh at the same moment.
    static let reuseWindow = Duration.seconds(10)
    /// The most used refresh tokens within the window.
    private static let maximumPredecessors = 16

    /// The `sid` of the session's tokens.
    public let id: String
    /// SHA-256 of the id of the refresh token that is good now.
    private(set) var refreshHash: [UInt8]
    /// Refresh tokens that were used lately.
    private(set) var predecessors: [Predecessor]
    /// When the password was given.
    public let createdAt: Instant
    /// When the refresh token was last used.
    public private(set) var lastUsedAt: Instant
    /// When the session ends unless it is used before.
    public private(set) var expiresAt: Instant
    /// The client's address at login.
    public let ip: String
    /// The client's `User-Agent` at login.
    public let userAgent: String

    /// The client in words, such as `Firefox on Linux`.
    public var device: String { DeviceName(userAgent: userAgent).description }

    /// A refresh token that was used.
    struct Predecessor: Sendable, Equatable {
        let hash: [UInt8]
        let usedAt: Instant
    }

    /// What came of using a refresh token.
    enum Renewal {
        /// The token was the good one.
        case renewed
        /// The token was used a moment ago, by another tab.
        case repeated
        /// The token was used before: somebody has a copy.
        case reused
    }

    init(id: String, refreshHash: [UInt8], client: ClientDescription, idleLifetime: Duration, at now: Instant) {
        self.id = id
        self.refreshHash = refreshHash
        predecessors = []
        createdAt = now
        lastUsedAt = now
        expiresAt = now + min(idleLifetime, Self.maximumLifetime)
        ip = client.ip
        userAgent = client.userAgent
    }

    /// Uses a refresh token: `successor` takes its place; without one it stays good as long as it was.
    mutating func renew(
        _ hash: [UInt8], by successor: [UInt8]?, idleLifetime: Duration, at now: Instant
    ) -> Renewal {
        // Of either sign: after the clock was set back, a token that was used in the hour before it would be good for that hour.
        let recent = predecessors.filter { max(now - $0.usedAt, $0.usedAt - now) <= Self.reuseWindow }
        guard hash == refreshHash else { return recent.contains { $0.hash == hash } ? .repeated : .reused }
        lastUsedAt = now
        guard let successor else { return .renewed }
        predecessors = recent.suffix(Self.maximumPredecessors - 1) + [Predecessor(hash: hash, usedAt: now)]
        refreshHash = successor
        expiresAt = min(now + idleLifetime, createdAt + Self.maximumLifetime)
        return .renewed
    }
}

extension Session {
    init(bson document: BSONDocument) throws(BSONError) {
        guard let id = document["id"]?.stringValue else { throw .missingField("sessions.id") }
        self.id = id
        refreshHash = document["refresh_hash"]?.binaryValue?.bytes ?? []
        predecessors = (document["predecessors"]?.arrayValue ?? []).compactMap { value in
            guard let stored = value.documentValue, let hash = stored["hash"]?.binaryValue?.bytes,
                let usedAt = stored["used_at"]?.dateTimeValue
            else { return nil }
            return Predecessor(hash: hash, usedAt: usedAt)
        }
        createdAt = document["created_at"]?.dateTimeValue ?? Instant(milliseconds: 0)
        lastUsedAt = document["last_used_at"]?.dateTimeValue ?? createdAt
        expiresAt = document["expires_at"]?.dateTimeValue ?? Instant(milliseconds: 0)
        ip = document["ip"]?.stringValue ?? ""
        userAgent = document["user_agent"]?.stringValue ?? ""
    }

    var bson: BSONDocument {
        var document: BSONDocument = [
            "id": .string(id), "refresh_hash": .binary(BSONBinary(refreshHash)),
            "created_at": .dateTime(createdAt), "last_used_at": .dateTime(lastUsedAt),
            "expires_at": .dateTime(expiresAt), "ip": .string(ip), "user_agent": .string(userAgent),
        ]
        if !predecessors.isEmpty {
            document.append(
                "predecessors",
                .array(
                    predecessors.map { predecessor in
                        .document([
                            "hash": .binary(BSONBinary(predecessor.hash)), "used_at": .dateTime(predecessor.usedAt),
                        ])
                    }))
        }
        return document
    }
}
