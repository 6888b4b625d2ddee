import Accounts
import DocumentStore
import SocketServer

extension RequestContext {
    /// The `{id}` of the path.
    ///
    /// - Throws: `AccountError.notFound` for what is no id: it is like an unknown one.
    var pathID: ObjectID {
        get throws(AccountError) {
            guard let text = parameters["id"], let id = ObjectID(hex: text) else { throw .notFound }
            return id
        }
    }
}

extension Request {
    /// A `Link` to the page of the same listing that begins at the cursor (RFC 8288).
    func link(to cursor: PageCursor, order: String) -> String {
        "<\(target(withCursor: CursorText.encode(cursor, order: order)))>; rel=\"next\""
    }

    private func target(withCursor cursor: String) -> String {
        // Encoded anew, since a client may have escaped other characters than a `Link` needs.
        let others = (QueryString.pairs(query ?? "") ?? []).filter { $0.0 != "cursor" }
        let pairs = (others + [("cursor", cursor)]).map { name, value in
            "\(PercentEncoding.encode(name))=\(PercentEncoding.encode(value))"
        }
        return path + "?" + pairs.joined(separator: "&")
    }
}
