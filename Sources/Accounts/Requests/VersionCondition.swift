/// The versions that a caller is ready to change (`If-Match`, RFC 9110 §13.1.1).
public enum VersionCondition: Sendable, Equatable {
    /// Whatever it is.
    case any
    /// One of these.
    case oneOf([Int64])

    func check(_ account: Account) throws(AccountError) {
        guard case .oneOf(let versions) = self else { return }
        guard versions.contains(account.version) else { throw .versionMismatch }
    }
}
