import Accounts
import HTTPTypes
import SocketServer

/// What Django REST framework, with simplejwt, asks of requests.
struct DjoserConventions: RequestConventions {
    let authenticatesFirst = true

    /// - Throws: `APIError.notAcceptable` where `Accept` does not take JSON; weights and other parameters don't count.
    func check(_ request: Request) throws(APIError) {
        guard let accept = request.fields[.accept] else { return }
        let takesJSON = accept.split(separator: ",").contains { range in
            ["*/*", "application/*", "application/json"].contains(
                range.prefix { $0 != ";" }.trimmingSpaces.lowercased())
        }
        guard takesJSON else { throw .notAcceptable }
    }

    /// - Throws: `APIError.malformedAuthorization` where the scheme is followed by nothing, or by more than a token.
    func token(in authorization: String) throws(APIError) -> String? {
        // By bytes, since a blank and a mark behind it are one character.
        let words = authorization.utf8.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        guard let scheme = words.first, scheme.elementsEqual("Bearer".utf8) else { return nil }
        guard words.count == 2 else { throw .malformedAuthorization }
        return String(Substring(words[1]))
    }

    /// - Throws: `AccountError.tokenInvalid` where simplejwt would miss something in the token.
    func check(_ caller: Caller) throws(AccountError) {
        if let flaw = caller.tokenFlaw { throw .tokenInvalid(flaw) }
    }
}
