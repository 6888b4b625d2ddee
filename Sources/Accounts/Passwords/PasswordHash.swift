/// A stored hash of a password, read, with a cost that a request may wait for.
enum PasswordHash: Sendable {
    case bcrypt(BcryptHash)
    case argon2id(Argon2idHash)
    case djangoPBKDF2(DjangoPBKDF2Hash)
    case djangoScrypt(DjangoScryptHash)

    /// Reads any of the formats; nil for others, and for a cost beyond the format's limit.
    ///
    /// - Parameter policy: Its own cost of bcrypt is always within the limit.
    init?(reading text: String, policy: PasswordHashPolicy) {
        let costLimit =
            switch policy {
            case .bcrypt(let cost): max(cost, BcryptHash.foreignCostLimit)
            case .argon2id: BcryptHash.foreignCostLimit
            }
        if let hash = BcryptHash(text, costLimit: costLimit) {
            self = .bcrypt(hash)
        } else if let hash = Argon2idHash(text) {
            self = .argon2id(hash)
        } else if let hash = DjangoPBKDF2Hash(text) {
            self = .djangoPBKDF2(hash)
        } else if let hash = DjangoScryptHash(text) {
            self = .djangoScrypt(hash)
        } else {
            return nil
        }
    }

    /// A hash of no password, as dear as a new one under the policy.
    init(dummyFor policy: PasswordHashPolicy) {
        self =
            switch policy {
            case .bcrypt(let cost): .bcrypt(BcryptHash(dummyWithCost: cost))
            case .argon2id(let parameters): .argon2id(Argon2idHash(dummyWith: parameters))
            }
    }

    /// Whether this is the password's hash; nil, before any work was done, when the hash can't be compared with it.
    func matches(_ password: String) throws(PasswordHasherError) -> Bool? {
        switch self {
        case .bcrypt(let hash): try hash.matches(password)
        case .argon2id(let hash): try hash.matches(password)
        case .djangoPBKDF2(let hash): try hash.matches(password)
        case .djangoScrypt(let hash): try hash.matches(password)
        }
    }

    /// Whether both are of one algorithm, whatever they cost.
    func isSameKind(as other: PasswordHash) -> Bool {
        switch (self, other) {
        case (.bcrypt, .bcrypt), (.argon2id, .argon2id), (.djangoPBKDF2, .djangoPBKDF2), (.djangoScrypt, .djangoScrypt):
            true
        case (.bcrypt, _), (.argon2id, _), (.djangoPBKDF2, _), (.djangoScrypt, _):
            false
        }
    }

    /// Whether the password, which matches, should get another hash: a stronger one, or one of another kind.
    func needsRehash(for password: String, under policy: PasswordHashPolicy) -> Bool {
        if case .bcrypt = self, !BcryptHash.sees(allOf: password) { return false }
        return needsRehash(under: policy.scheme(for: password))
    }

    /// Whether the hash is weaker than `scheme`, or of another kind.
    func needsRehash(under scheme: PasswordHashPolicy) -> Bool {
        switch (self, scheme) {
        case (.bcrypt(let hash), .bcrypt(let cost)): hash.cost < cost
        case (.argon2id(let hash), .argon2id(let parameters)): hash.parameters.isWeaker(than: parameters)
        case (.bcrypt, .argon2id), (.argon2id, .bcrypt), (.djangoPBKDF2, _), (.djangoScrypt, _): true
        }
    }
}
