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
    func target(withCursor cursor: String) -> String {
        // Encoded anew, since a client may have escaped other characters than a `Link` needs.
        let others = ((try? QueryString.pairs(query ?? "")) ?? []).filter { $0.0 != "cursor" }
        let pairs = (others + [("cursor", cursor)]).map { name, value in
            "\(PercentEncoding.encode(name))=\(PercentEncoding.encode(value))"
        }
        return path + "?" + pairs.joined(separator: "&")
    }
}
