import Accounts
import SocketServer

/// HTTP's own conventions, and no more.
struct CommonConventions: RequestConventions {
    let authenticatesFirst = false

    func check(_ request: Request) throws(APIError) {}

    func token(in authorization: String) throws(APIError) -> String? { BearerToken.parse(authorization) }

    func check(_ caller: Caller) throws(AccountError) {}
}
