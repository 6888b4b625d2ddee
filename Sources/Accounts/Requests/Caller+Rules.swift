import DocumentStore

/// Who may do what: the rules that all services ask, of the caller alone and of what it wants to do it to.
extension Caller {
    /// Whether the caller may administer users at all.
    public var managesUsers: Bool {
        isAdmin || permissions.contains(.manageUsers)
    }

    /// Whether the caller may register any number of users.
    var mayRegisterMany: Bool {
        isAdmin || permissions.contains(.registerUsers) || permissions.contains(.manageUsers)
    }

    /// The only namespace that the caller may administer; nil when it may administer all.
    var managedNamespace: NamespaceName? {
        namespace == .default ? nil : namespace
    }

    /// Whether the caller may change those who are trusted more than others: administrators, and services with the permission for it.
    private var managesAdmins: Bool {
        isAdmin || (serviceToken?.permissions.contains(.manageAdmins) ?? false)
    }

    /// Whether the caller is the holder of the account.
    func holds(_ account: ObjectID) -> Bool { accountID == account }

    /// Whether the caller may do with the account what its holder and those who manage users may.
    func holdsOrManages(_ account: ObjectID) -> Bool { holds(account) || managesUsers }

    /// Whether what belongs to the namespace is the caller's to administer, as far as it administers anything.
    func reaches(_ other: NamespaceName) -> Bool { managedNamespace == nil || managedNamespace == other }

    /// Asks whether the caller was granted the permission: administrators have none without that.
    func require(_ permission: Permission) throws(AccountError) {
        guard permissions.contains(permission) else { throw .forbidden }
    }

    /// Asks whether the caller has the permission, be it as an administrator.
    func require(entitlement: Permission) throws(AccountError) {
        guard entitlements.contains(entitlement) else { throw .missingPermission(entitlement) }
    }

    /// Asks whether the caller administers its namespace, which no service does.
    func requireAdmin() throws(AccountError) {
        guard isAdmin else { throw .forbidden }
    }

    /// Asks whether the caller may administer users at all.
    ///
    /// - Throws: `AccountError.forbidden`.
    public func requireManagesUsers() throws(AccountError) {
        guard managesUsers else { throw .forbidden }
    }

    /// Asks whether the caller may administer the namespace that it names; the only one that it may is meant where it names none.
    func requireReaches(_ asked: String?) throws(AccountError) {
        if let own = managedNamespace, let asked, asked != own.description { throw .forbidden }
    }

    /// Asks whether the caller may know of `target`: what it may not know of does not exist.
    func requireSees(_ target: Account) throws(AccountError) {
        guard reaches(target.namespace) else { throw .notFound }
    }

    /// Asks whether the caller may know that `target` exists, which whoever belongs to its namespace may.
    func requireKnows(_ target: Account) throws(AccountError) {
        guard namespace == target.namespace || managedNamespace == nil && (managesUsers || isService)
        else { throw .notFound }
    }

    /// Asks whether the caller may change `target`: one who is trusted more is changed by full administrators alone.
    func requireMayChange(_ target: Account) throws(AccountError) {
        guard managesAdmins || !target.isPrivileged else { throw .forbidden }
    }

    /// Asks whether the caller may know what an account may do: its holder, who manages users, and services that introspect.
    func requireMayAsk(entitlementsOf account: ObjectID) throws(AccountError) {
        guard holdsOrManages(account) || isService && permissions.contains(.introspect) else { throw .forbidden }
    }

    /// Asks whether the caller may grant what `changes` grants.
    func requireMayGrant(_ changes: AccountChanges) throws(AccountError) {
        guard !managesAdmins else { return }
        let grants =
            changes.isAdmin == true || changes.permissions?.isEmpty == false
            || changes.roles?.contains(where: Role.isAdmin) == true
        if grants { throw .forbidden }
    }
}
