import Accounts
import SocketServer

/// What a dialect asks of requests before it looks at their routes.
protocol RequestConventions: Sendable {
    /// Whether who does not say who they are learns that first, and not that a path lacks a method; paths for everybody aside.
    var authenticatesFirst: Bool { get }

    /// Refuses a request whatever its path and method.
    func check(_ request: Request) throws(APIError)

    /// The token in the value of `Authorization`; nil where it names another scheme.
    func token(in authorization: String) throws(APIError) -> String?

    /// Refuses a caller whose token is good, but not as the dialect wants it.
    func check(_ caller: Caller) throws(AccountError)
}
