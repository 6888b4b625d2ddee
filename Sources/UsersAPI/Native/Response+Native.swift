import Accounts
import HTTPTypes
import SocketServer

/// The native dialect's answers.
extension Response {
    static let noContent = Response(status: .noContent, fields: [:], body: .none)

    static let accepted = Response(status: .accepted, fields: [:], body: .none)

    /// A page of the audit, with the next one's address.
    static func audit(_ page: AuditPage, _ request: Request) -> Response {
        var fields = HTTPFields()
        if let next = page.next { fields[.link] = request.link(to: next, order: ActivityMessage.order) }
        return .json(page.entries.map(AuditEntryMessage.init), fields: fields)
    }

    static func json(
        _ message: some ResponseMessage, status: HTTPResponse.Status = .ok, fields: HTTPFields = [:]
    ) -> Response {
        var fields = fields
        fields.append(.json)
        return Response(status: status, fields: fields, body: .bytes(JSONWriter.bytes(of: message)))
    }

    /// A user, with its version as entity tag.
    static func user(
        _ account: Account, status: HTTPResponse.Status = .ok, fields: HTTPFields = [:]
    ) -> Response {
        RenderedUser(account).response(status: status, fields: fields)
    }

    /// A user, or 304 when the client has it as it is.
    static func user(_ account: Account, unlessFresh request: Request) -> Response {
        EntityTag.isFresh(request, account) ? notModified(account) : user(account)
    }

    /// The caller's own user, rendered once while it stays the same; or 304 when the client has it as it is.
    static func user(of caller: Caller, unlessFresh request: Request) throws(AccountError) -> Response {
        if request.fields[.ifNoneMatch] != nil { return user(try caller.account, unlessFresh: request) }
        return try caller.made(ofAccount: RenderedUser.init).response()
    }

    /// The client has the account's version as it is.
    static func notModified(_ account: Account) -> Response {
        Response(status: .notModified, fields: [.eTag: EntityTag.of(account)], body: .none)
    }
}
