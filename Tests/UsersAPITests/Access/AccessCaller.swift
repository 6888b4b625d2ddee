/// Who sends a request.
struct AccessCaller: Sendable {
    /// What kind of caller it is, and of which token that is no good.
    let name: String
    let token: String?
    /// The id of the caller's account; nil for services, and where there is none.
    let id: String?

    init(_ name: String, token: String? = nil, id: String? = nil) {
        self.name = name
        self.token = token
        self.id = id
    }
}

/// An account that requests are about, or come from.
struct AccessAccount: Sendable {
    let id: String
    let email: String
    let token: String
    /// Empty where there is no session.
    let refreshToken: String
}
