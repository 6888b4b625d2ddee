import DocumentStore

/// The tokens of mailed links: bound to one purpose, one account and the state that using them changes, so that each works once and
/// dies with any such change. Nothing of them is stored.
struct MailTokens: Sendable {
    /// What a link is for.
    enum Purpose: String, Sendable {
        case verifyEmail = "verify_email"
        case resetPassword = "reset_password"
        case invitation
        case undoEmail = "undo_email"
        case activation
        case resetUsername = "reset_username"

        /// How long a link is good.
        var lifetime: Duration {
            switch self {
            case .resetPassword, .resetUsername: .seconds(3600)
            case .verifyEmail, .activation, .invitation: .seconds(3 * 86_400)
            case .undoEmail: EmailUndo.lifetime
            }
        }
    }

    /// The label of the keys that make the codes.
    static let keyPurpose = "mail links"
    /// The longest token that is looked at, in bytes.
    private static let maximumLength = 128

    private let codes: KeyedHash

    init(_ codes: KeyedHash) {
        self.codes = codes
    }

    /// A token that is good for the purpose's lifetime, or as long as the change can be undone.
    func token(for purpose: Purpose, of account: Account, undo: EmailUndo? = nil, at now: Instant) -> String {
        let end = undo?.expiresAt ?? now + purpose.lifetime
        let expiry = String(end.seconds, radix: 36)
        return expiry + "-" + Base64URL.encode(codes.code(for: state(purpose, account, undo, expiry)))
    }

    /// Whether the token is one that `token` made, of an account that has not changed since in what counts.
    func isGood(
        _ token: String, for purpose: Purpose, of account: Account, undo: EmailUndo? = nil, at now: Instant
    ) -> Bool {
        guard token.utf8.count <= Self.maximumLength else { return false }
        let parts = token.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let seconds = Int64(parts[0], radix: 36), seconds > now.seconds,
            let code = Base64URL.decode(parts[1].utf8)
        else { return false }
        return codes.isCode(code, for: state(purpose, account, undo, String(parts[0])))
    }

    /// What the code is made of: as BSON, in which no two lists of texts are the same bytes.
    private func state(_ purpose: Purpose, _ account: Account, _ undo: EmailUndo?, _ expiry: String) -> [UInt8] {
        var state: BSONDocument = ["purpose": .string(purpose.rawValue), "id": .objectID(account.id)]
        state.append("expiry", .string(expiry))
        switch purpose {
        case .verifyEmail:
            state.append("email", string: account.email)
            state.append("verified_at", instant: account.emailVerifiedAt)
            state.append("awaits_activation", .bool(account.awaitsActivation))
        case .resetPassword, .invitation:
            state.append("email", string: account.resetAddress)
            state.append("password", string: account.hashedPassword)
            state.append("valid_from", instant: account.tokensValidFrom)
        case .activation:
            // Not whether it waits: a link that was used is told from one that never was good.
            state.append("email", string: account.email)
            state.append("password", string: account.hashedPassword)
        case .resetUsername:
            state.append("email", string: account.resetAddress)
            state.append("password", string: account.hashedPassword)
            // Rather than the name, which could come back.
            state.append("version", .int64(account.version))
        case .undoEmail:
            if let undo { state.append("undo", .document(undo.bson)) }
        }
        return Array(state.bytes)
    }
}
