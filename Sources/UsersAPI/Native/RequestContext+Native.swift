import Accounts
import DocumentStore
import SocketServer

extension RequestContext {
    /// The `{id}` of the path.
    ///
    /// - Throws: `AccountError.notFound` for what is no id: it is like an unknown one.
    var accountID: ObjectID {
        get throws(AccountError) {
            guard let text = parameters["id"], let id = ObjectID(hex: text) else { throw .notFound }
            return id
        }
    }
}

extension Request {
    /// The request's target with another `cursor`, for a `Link` (RFC 8288).
    func target(withCursor cursor: PageCursor) -> String {
        let others = (query ?? "").split(separator: "&").filter { !$0.hasPrefix("cursor=") }
        return path + "?" + (others + ["cursor=\(CursorText.encode(cursor))"]).joined(separator: "&")
    }
}
