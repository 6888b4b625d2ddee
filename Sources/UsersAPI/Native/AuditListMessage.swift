import Accounts
import DocumentStore

/// The query of `GET /api/v1/admin/audit`.
struct AuditListMessage: RequestMessage {
    private static let userID = Field.string(
        "user_id", .objectID, description: "Entries about this account alone.")

    static let fields: [any FieldDeclaration] = [userID] + ActivityMessage.fields

    let query: AuditQuery

    init(_ values: FieldValues) throws(AccountError) {
        var query = try ActivityMessage(values).query
        if let text = values[Self.userID] {
            guard let id = ObjectID(hex: text) else {
                throw .invalid([FieldProblem("user_id", .invalid, "This is not an id.")])
            }
            query.userID = id
        }
        self.query = query
    }
}
