extension NewAccount {
    /// The name of who has none.
    private static let nameless = "User"

    /// Describes an account by its profile alone, without a password. The account's name to show is the display name, the whole name,
    /// or what stands before the address's `@`: the first of these that can be one. It is no login name.
    public init(email: String, profile: AccountChanges) {
        let mailbox = String(email.prefix { $0 != "@" }.unicodeScalars.prefix(Username.maximumLength))
        let names = [profile.displayName.value, profile.fullName.value, mailbox]
        let name = names.compactMap { $0 }.first { (try? Username($0)) != nil }
        self.init(email: email, username: name ?? Self.nameless, password: nil, changes: profile)
    }
}
