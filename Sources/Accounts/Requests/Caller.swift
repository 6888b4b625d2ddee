import DocumentStore

/// Who makes a request: an account, or a service, by a good token. Either is as it was when the request came in.
///
/// A class, because a request hands it on many times and an account has many fields to copy.
public final class Caller: Sendable {
    @usableFromInline let decoded: Decoded<Account>?
    let serviceToken: ServiceToken?
    /// The session of the caller's token; nil for tokens that another holder of the key signed, and for services.
    public let session: Session?
    /// When the caller's token ends, in seconds since 1970.
    public let tokenExpiresAt: Int64
    /// When the caller's token was made, in seconds since 1970, by its maker's clock; nil when it does not say.
    let tokenIssuedAt: Int64?
    /// What Django's simplejwt misses in the caller's token, which is good all the same; never of one that was made here.
    public let tokenFlaw: TokenFlaw?

    init(holder: Decoded<Account>, session: Session?, token: VerifiedToken) {
        decoded = holder
        serviceToken = nil
        self.session = session
        tokenExpiresAt = token.expiresAt
        tokenIssuedAt = token.issuedAt
        tokenFlaw = token.flaw
    }

    init(serviceToken: ServiceToken) {
        decoded = nil
        self.serviceToken = serviceToken
        session = nil
        tokenExpiresAt = serviceToken.expiresAt.seconds
        tokenIssuedAt = nil
        tokenFlaw = nil
    }

    /// The caller's account.
    ///
    /// - Throws: `AccountError.forbidden` for a service, which has none.
    public var account: Account {
        get throws(AccountError) {
            guard let holder else { throw .forbidden }
            return holder
        }
    }

    /// What `make` makes of the caller's account; made once for each type of value while the account stays as it is.
    ///
    /// - Throws: `AccountError.forbidden` for a service.
    @inlinable
    public func made<Value: AnyObject & Sendable>(ofAccount make: (Account) -> Value) throws(AccountError) -> Value {
        guard let decoded else { throw .forbidden }
        return decoded.made(make)
    }

    private var holder: Account? { decoded?.document }

    /// The id of the caller's account; nil for a service.
    public var accountID: ObjectID? { holder?.id }

    /// The id of the account, or of the service's token.
    public var subject: String {
        (holder?.id ?? serviceToken?.id)?.description ?? ""
    }

    /// The tenant that the caller belongs to.
    public var namespace: NamespaceName {
        holder?.namespace ?? serviceToken?.namespace ?? .default
    }

    /// Whether the caller is a service.
    var isService: Bool { serviceToken != nil }

    /// False for the holder of an account that waits for activation or is disabled, who may do nothing but activate it.
    var isActive: Bool { holder?.isActive ?? true }

    /// Whether the caller administers its namespace.
    public var isAdmin: Bool { holder?.isActiveAdmin ?? false }

    /// What the caller may do beyond its own account.
    public var permissions: [Permission] {
        isActive ? holder?.permissions ?? serviceToken?.permissions ?? [] : []
    }

    /// All that the caller may do beyond its own account, with what administrators may without being granted it.
    public var entitlements: [Permission] {
        isActive ? holder?.entitlements ?? permissions : []
    }

    func origin(_ client: ClientDescription) -> Origin {
        let actor = holder.map { AuditActor.user($0.id) } ?? serviceToken.map { .serviceToken($0.id) } ?? .anonymous
        return Origin(actor: actor, client: client)
    }
}
