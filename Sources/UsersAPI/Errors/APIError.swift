import Accounts
import HTTPTypes

/// Why a request was not answered as it hoped: what the services refuse, and what never gets to them.
enum APIError: Error {
    case account(AccountError)
    /// A parameter of the query breaks a rule.
    case invalidQuery([FieldProblem])
    /// A user's token came without the user's id in `x-customer-id`.
    case actorMissing
    /// `x-customer-id` is no id.
    case actorMalformed
    /// `x-customer-id` is another user's than the token.
    case actorMismatch
    case malformedBody(String)
    /// A multipart body breaks the rules of its format.
    case malformedForm(String)
    case bodyRequired
    case unsupportedMediaType
    /// `Accept` takes nothing that the answer could be.
    case notAcceptable
    /// `Authorization` names the right scheme, and then no single token.
    case malformedAuthorization
    case bodyTooLarge(limit: Int)
    case bodyTooSlow
    case disconnected
    /// No byte of the range is there.
    case rangeNotSatisfiable(length: Int)
    case routeNotFound
    case methodNotAllowed([HTTPRequest.Method])
    /// The server's own answer to what is no proper HTTP.
    case refused(HTTPResponse.Status)

    /// The error that a handler threw.
    init(_ error: any Error) {
        switch error {
        case let error as APIError: self = error
        case let error as AccountError: self = .account(error)
        case is CancellationError: self = .account(.unavailable(reason: "the request's time ran out"))
        default: self = .account(.broken(reason: "\(error)"))
        }
    }
}
