/// Who makes a request: an account, by a good token. The account is as it was when the request came in.
///
/// A class, because a request hands it on many times and an account has many fields to copy.
public final class Caller: Sendable {
    /// The caller's account.
    public let account: Account
    /// The session of the caller's token; nil for tokens that another holder of the key signed.
    public let session: Session?

    init(account: Account, session: Session?) {
        self.account = account
        self.session = session
    }

    /// Whether the caller may administer users at all.
    public var managesUsers: Bool {
        account.isAdmin || account.permissions.contains(.manageUsers)
    }

    /// The only namespace that the caller may administer; nil when it may administer all.
    var managedNamespace: NamespaceName? {
        account.namespace == .default ? nil : account.namespace
    }

    func requireManagesUsers() throws(AccountError) {
        guard managesUsers else { throw .forbidden }
    }

    /// Asks whether the caller may know of `target`: what it may not know of does not exist.
    func requireSees(_ target: Account) throws(AccountError) {
        guard managedNamespace == nil || managedNamespace == target.namespace else { throw .notFound }
    }

    /// Asks whether the caller may change `target`: one who is trusted more is changed by full administrators alone.
    func requireMayChange(_ target: Account) throws(AccountError) {
        guard account.isAdmin || !target.isPrivileged else { throw .forbidden }
    }

    /// Asks whether the caller may grant what `changes` grants.
    func requireMayGrant(_ changes: AccountChanges) throws(AccountError) {
        guard !account.isAdmin else { return }
        let grants =
            changes.isAdmin == true || changes.permissions?.isEmpty == false
            || changes.roles?.contains(Role.admin) == true
        if grants { throw .forbidden }
    }
}

/// Names of roles with a meaning of their own.
enum Role {
    /// Never stored: it is `Account.isAdmin`.
    static let admin = "admin"
}
