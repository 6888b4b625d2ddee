import Accounts
import HTTPTypes
import SocketServer

/// Who a route is for: the word on its line. What it stands for is here alone; the services ask again, with all they know.
enum Access: Sendable {
    /// Everybody.
    case anonymous
    /// Everybody, some with a good token, which may give them more; one that is not good counts as none.
    case anyone
    /// Everybody, some with a token, which must be good.
    case anyoneAuthentic
    /// Whoever has a good access token.
    case authenticated
    /// As `authenticated`; a user's token comes with the user's id in `x-customer-id` or `x-user-id`.
    case actor
    /// As `actor`; the token of an account that is not active is good too.
    case inactiveActor
    /// Whoever may administer users.
    case admin

    /// What can go wrong with it.
    var errors: [ProblemCode] {
        let ofTokens: [ProblemCode] = [.tokenMissing, .tokenInvalid, .tokenExpired, .forbidden]
        return switch self {
        case .anonymous, .anyone: []
        case .anyoneAuthentic: [.tokenInvalid, .tokenExpired]
        case .authenticated, .admin: ofTokens
        case .actor, .inactiveActor: ofTokens + [.actorMissing, .actorMalformed, .actorMismatch]
        }
    }

    /// Lets a request in, having found out who calls; that is known too of who calls and is not let in.
    ///
    /// - Throws: `AccountError.tokenMissing`, `.tokenInvalid`, `.tokenExpired`, `.forbidden`, `.unavailable`; what `ActorHeader` throws.
    func admit(_ context: inout RequestContext) async throws {
        switch self {
        case .anonymous: return
        case .anyone: context.authenticated = try await context.callerIfGood()
        case .anyoneAuthentic: context.authenticated = try await context.callerIfPresent()
        case .authenticated, .actor, .inactiveActor, .admin:
            guard let caller = try await context.callerIfPresent(evenInactive: self == .inactiveActor)
            else { throw AccountError.tokenMissing }
            context.authenticated = caller
            switch self {
            case .actor, .inactiveActor: try ActorHeader.check(context.request, for: caller)
            case .admin: try caller.requireManagesUsers()
            default: break
            }
        }
    }
}

extension RequestContext {
    /// Who calls, by the request's token; nil where there is none.
    fileprivate func callerIfPresent(evenInactive: Bool = false) async throws -> Caller? {
        let conventions = dialect.conventions
        guard let authorization = request.fields[.authorization], let token = try conventions.token(in: authorization)
        else { return nil }
        let caller = try await services.authentication.authenticate(token, evenInactive: evenInactive)
        try conventions.check(caller)
        return caller
    }

    /// Who calls, by the request's token; nil where there is none that is good.
    fileprivate func callerIfGood() async throws -> Caller? {
        do {
            return try await callerIfPresent()
        } catch let error as AccountError {
            switch error {
            case .tokenInvalid, .tokenExpired: return nil
            default: throw error
            }
        }
    }
}
