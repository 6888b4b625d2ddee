import DocumentStore

/// Somebody who gives a password: whose failures count together, and what the audit knows of them.
struct LoginAttempt: Sendable {
    let login: String
    let namespace: String
    /// The account that the login name found, if any.
    let account: Account?
    /// Nobody who is known, or the holder of a session.
    let origin: Origin

    var client: ClientDescription { origin.client }

    init(login: String, namespace: String, account: Account?, client: ClientDescription) {
        self.init(login: login, namespace: namespace, account: account, .anonymous(client))
    }

    /// The holder of a session, who is asked for the password again: as whoever logs in by the account's own name.
    init(again account: Account, client: ClientDescription) {
        self.init(
            login: account.email ?? account.username, namespace: account.namespace.description, account: account,
            Origin(actor: .user(account.id), client: client))
    }

    private init(login: String, namespace: String, account: Account?, _ origin: Origin) {
        self.login = login
        self.namespace = namespace
        self.account = account
        self.origin = origin
    }

    var key: LoginBackOff.Key {
        let network = client.network
        if let account, account.knownNetworks.contains(network.description) {
            return .account(account.id, from: network)
        }
        return .login(login, namespace: namespace)
    }
}
