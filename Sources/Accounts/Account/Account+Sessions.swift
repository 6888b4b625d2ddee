import DocumentStore

/// What can happen to an account's sessions.
extension Account {
    /// Opens a session; the oldest gives way when there are too many.
    mutating func open(_ session: Session, at now: Instant) {
        sessions.removeAll { $0.expiresAt <= now }
        sessions.append(session)
        if sessions.count > Session.maximumCount {
            sessions.removeFirst(sessions.count - Session.maximumCount)
        }
        lastLoginAt = now
    }

    /// The session with this id, if it is still open.
    func session(_ id: String, at now: Instant) -> Session? {
        sessions.last { $0.id == id && $0.expiresAt > now }
    }

    /// The open sessions, the newest first.
    func openSessions(at now: Instant) -> [Session] {
        sessions.filter { $0.expiresAt > now }.reversed()
    }

    /// Uses a refresh token of a session. One that was used before ends it: two hold the token, and one of them stole it.
    mutating func renewSession(
        _ id: String, _ hash: [UInt8], by successor: [UInt8]?, idleLifetime: Duration, origin: Origin, at now: Instant
    ) {
        guard let index = sessions.firstIndex(where: { $0.id == id }) else { return }
        switch sessions[index].renew(hash, by: successor, idleLifetime: idleLifetime, at: now) {
        case .renewed: record(.sessionRenewed, by: origin, at: now, details: ["session": id])
        case .repeated: break
        case .reused:
            let device = sessions[index].device
            endSession(id)
            record(.tokenReuse, by: .anonymous(origin.client), at: now, details: ["session": id])
            queueNotice(.sessionReuse, device: device, at: now)
        }
    }

    /// Ends a session.
    mutating func endSession(_ id: String) {
        sessions.removeAll { $0.id == id }
    }

    /// Ends every session but `kept`; tokens without a session that are older are refused from now on.
    mutating func endSessions(keeping kept: String? = nil, at now: Instant) {
        sessions.removeAll { $0.id != kept }
        tokensValidFrom = now
    }
}
