/// What comparing a password with a stored hash found.
public enum PasswordVerification: Hashable, Sendable {
    /// Another password, no hash, or one that can't be read: they look alike from outside.
    case wrong
    /// The password. With `needsRehash` the hash is weaker than the policy asks for, or of another kind than this
    /// password would get now: replace it, compare-and-swap, by `PasswordHasher.hash(_:)` of the same password.
    case correct(needsRehash: Bool)
}
