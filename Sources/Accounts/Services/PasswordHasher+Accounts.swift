/// Hashing in the services' words.
extension PasswordHasher {
    /// The hash of a password, if there is one.
    func hash(ifSet password: String?) async throws(AccountError) -> String? {
        guard let password else { return nil }
        do {
            return try await hash(password)
        } catch {
            throw AccountError(error)
        }
    }

    /// Whether the password is the hash's.
    func check(_ password: String, against hash: String?) async throws(AccountError) -> PasswordVerification {
        do {
            return try await verify(password, against: hash)
        } catch {
            throw AccountError(error)
        }
    }
}
