import DocumentStore

/// Checks values against the rules of accounts and collects every problem, so that a caller is told of all at once.
struct AccountCheck {
    /// What the service calls itself, which is no password.
    let serviceName: String?
    private(set) var problems: [FieldProblem] = []

    init(serviceName: String? = nil) {
        self.serviceName = serviceName
    }

    /// Ends the check.
    ///
    /// - Throws: `AccountError.invalid` when anything was wrong.
    func finish() throws(AccountError) {
        if !problems.isEmpty { throw .invalid(problems) }
    }

    mutating func namespace(_ text: String?) -> NamespaceName? {
        guard let name = NamespaceName(orDefault: text) else {
            let lengths = "\(NamespaceName.lengths.lowerBound) to \(NamespaceName.lengths.upperBound)"
            report("namespace", .invalid, "A namespace has \(lengths) characters of a-z, 0-9, '-', '_' and '.'.")
            return nil
        }
        return name
    }

    /// What a new service token may do, and where and how long.
    mutating func serviceToken(
        _ draft: NewServiceToken, at now: Instant
    ) -> (name: String, namespace: NamespaceName, permissions: [Permission])? {
        let namespace = namespace(draft.namespace)
        let name = draft.name.trimmingWhiteSpace()
        if name.isEmpty { report("name", .blank, "The name must not be empty.") }
        if name.unicodeScalars.count > ServiceTokenService.maximumNameLength {
            report("name", tooLong: ServiceTokenService.maximumNameLength)
        }
        let granted = permissions(draft.permissions)
        if draft.permissions.isEmpty { report("permissions", .required, "A token needs at least one permission.") }
        if draft.expiresAt <= now || draft.expiresAt > now + ServiceToken.maximumLifetime {
            report("expires_at", .outOfRange, "This must be in the future, at most ten years ahead.")
        }
        return namespace.map { (name, $0, granted) }
    }

    /// The address of a new account.
    mutating func email(_ text: String?) -> EmailAddress? {
        guard let text else { return nil }
        guard let address = EmailAddress(text) else {
            report("email", .invalidEmail, "This is not an e-mail address.")
            return nil
        }
        return address
    }

    mutating func username(_ text: String) -> Username? {
        do {
            return try Username(text)
        } catch {
            switch error {
            case .blank: report("username", .blank, "The user name must not be empty.")
            case .tooLong: report("username", tooLong: Username.maximumLength)
            case .containsControlCharacter:
                report("username", .invalid, "The user name must not have control characters.")
            }
            return nil
        }
    }

    mutating func password(_ password: String?, email: String?, username: String?) {
        guard let password else { return }
        guard
            let problem = PasswordPolicy.check(
                password, email: email, username: username, serviceName: serviceName)
        else { return }
        problems.append(FieldProblem("password", problem))
    }

    /// A hash that another program made.
    mutating func hashedPassword(_ hash: String?, by hasher: PasswordHasher) {
        guard let hash, !hasher.canVerify(hash) else { return }
        report("hashed_password", .invalid, "This is in no format that a password can be compared with.")
    }

    /// When an account was made that is new here.
    mutating func createdAt(_ instant: Instant?, at now: Instant) {
        guard let instant, instant > now else { return }
        report("created_at", .outOfRange, "This must not be in the future.")
    }

    /// What an account is known by that nobody registers: without either it would be found by nothing.
    mutating func isFindable(_ draft: NewAccount) {
        guard draft.email == nil, !draft.logsInByUsername else { return }
        report("email", .required, "An account without a login name needs an address.")
    }

    /// The new password of an existing account, held against the names that the account will have.
    mutating func newPassword(
        _ change: Change<String>, for account: Account, with changes: CheckedChanges
    ) -> String? {
        let password = required("password", change)
        self.password(
            password, email: changes.email?.description ?? account.email,
            username: (changes.loginName ?? changes.username)?.description ?? account.username)
        return password
    }

    /// - Parameter account: Whose changes these are; nil for a new one.
    mutating func changes(_ changes: AccountChanges, of account: Account?) -> CheckedChanges {
        var checked = CheckedChanges()
        // Without an address there is nothing to clear.
        if changes.email != .clear || account?.email != nil {
            checked.email = email(required("email", changes.email))
        }
        checked.username = required("username", changes.username).flatMap { username($0) }
        checked.loginName = changes.loginName.flatMap { username($0) }
        checked.displayName = text("display_name", changes.displayName)
        checked.fullName = text("full_name", changes.fullName)
        checked.firstName = text("first_name", changes.firstName)
        checked.lastName = text("last_name", changes.lastName)
        checked.locale = text("locale", changes.locale, limit: Profile.maximumLocaleLength)
        checked.marketingOptIn = changes.marketingOptIn
        checked.avatar = changes.avatar
        if let address = changes.avatar.value {
            AvatarAddress.problem(address, current: account?.profile.avatar).map { problems.append($0) }
        }
        checked.extra = extra(changes.extra)
        for attribute in PersonAttribute.allCases {
            guard let change = changes.attributes[attribute] else { continue }
            checked.attributes[attribute] = text(attribute.rawValue, change, limit: Profile.maximumAttributeLength)
        }
        checked.isActive = changes.isActive
        checked.emailVerified = changes.emailVerified
        checked.groups = changes.groups.map { names("groups", $0) }
        checked.permissions = changes.permissions.map { permissions($0) }
        checked.isAdmin = changes.isAdmin
        if let roles = changes.roles {
            checked.roles = names("roles", roles).filter { !Role.isAdmin($0) }
            if roles.contains(where: Role.isAdmin) {
                if changes.isAdmin == false {
                    report("roles", .conflict, "The role 'admin' and \"is_admin\": false contradict each other.")
                }
                checked.isAdmin = true
            }
        }
        return checked
    }

    /// A display field: blank counts as empty, and empty as not set.
    private mutating func text(
        _ field: String, _ change: Change<String>, limit: Int = Profile.maximumLength
    ) -> Change<String> {
        guard case .set(let text) = change else { return change }
        if text.unicodeScalars.count > limit { report(field, tooLong: limit) }
        return text.allSatisfy(\.isWhitespace) ? .clear : change
    }

    private mutating func required(_ field: String, _ change: Change<String>) -> String? {
        if case .clear = change { report(field, .null, "This can't be null.") }
        return change.value
    }

    private mutating func extra(_ change: Change<[String: String]>) -> Change<[String: String]> {
        guard let pairs = change.value else { return change }
        guard pairs.count <= Profile.maximumExtraCount else {
            report("extra", tooMany: Profile.maximumExtraCount)
            return change
        }
        if pairs.keys.contains(where: \.isEmpty) {
            report("extra", .blank, "A key must not be empty.")
        }
        let isTooLong = pairs.contains { key, value in
            key.unicodeScalars.count > Profile.maximumExtraKeyLength
                || value.unicodeScalars.count > Profile.maximumExtraValueLength
        }
        if isTooLong {
            let limits = "\(Profile.maximumExtraKeyLength) and \(Profile.maximumExtraValueLength)"
            report("extra", .tooLong, "Keys and values have at most \(limits) characters.")
        }
        return change
    }

    private mutating func names(_ field: String, _ names: [String]) -> [String] {
        if names.count > AccountChanges.maximumNames {
            report(field, tooMany: AccountChanges.maximumNames)
            return []
        }
        if names.contains(where: { $0.allSatisfy(\.isWhitespace) || $0.unicodeScalars.count > Profile.maximumLength }) {
            report(field, .invalid, "Each entry has 1 to \(Profile.maximumLength) characters.")
        }
        var unique: [String] = []
        for name in names where !unique.contains(name) { unique.append(name) }
        return unique
    }

    private mutating func permissions(_ names: [String]) -> [Permission] {
        guard names.count <= AccountChanges.maximumNames else {
            report("permissions", tooMany: AccountChanges.maximumNames)
            return []
        }
        var permissions: [Permission] = []
        for name in names {
            let granted = Permission.named(name)
            if granted.isEmpty {
                report("permissions", .unknown, "Known permissions are \(Permission.names.joined(separator: ", ")).")
                return []
            }
            for permission in granted where !permissions.contains(permission) { permissions.append(permission) }
        }
        return permissions
    }

    private mutating func report(_ field: String, _ code: FieldProblem.Code, _ message: String) {
        problems.append(FieldProblem(field, code, message))
    }

    private mutating func report(_ field: String, tooLong limit: Int) {
        problems.append(FieldProblem(field, .tooLong, "This has at most \(limit) characters.", limit: limit))
    }

    private mutating func report(_ field: String, tooMany limit: Int) {
        problems.append(FieldProblem(field, .tooMany, "This has at most \(limit) entries.", limit: limit))
    }
}
