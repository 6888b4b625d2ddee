import Accounts
import SocketServer

/// What Fess asks of requests: a token may stand in `Authorization` alone, without a scheme.
struct FessConventions: RequestConventions {
    let authenticatesFirst = false

    func check(_ request: Request) throws(APIError) {}

    func token(in authorization: String) throws(APIError) -> String? {
        if let token = BearerToken.parse(authorization) { return token }
        let isBare = !authorization.isEmpty && !authorization.contains(" ") && !authorization.contains("\t")
        return isBare ? authorization : nil
    }

    func check(_ caller: Caller) throws(AccountError) {}
}
