import Accounts
import DocumentStore

/// A line of `users import`: the fields of accounts by their names in the API, and those that only a moved account has.
struct ImportMessage: RequestMessage {
    private static let username = Field.string("username", .username)
    private static let logsInByUsername = Field.boolean("logs_in_by_username")
    private static let id = Field.string("id", .objectID)
    private static let hashedPassword = Field.string("hashed_password").nullable
    private static let createdAt = Field.instant("created_at")
    private static let changes = AccountFields.profile + AccountFields.standing

    static let fields: [any FieldDeclaration] =
        [
            AccountFields.email.nullable, username, AccountFields.namespace, logsInByUsername, id, hashedPassword,
            createdAt,
        ]
        + changes

    let account: ImportedAccount

    init(_ values: FieldValues) throws(AccountError) {
        let changes = AccountChanges(values, of: Self.changes)
        let email = values[AccountFields.email]
        var draft =
            if let username = values[Self.username] {
                NewAccount(email: email, username: username, password: nil, changes: changes)
            } else {
                NewAccount(email: email ?? "", profile: changes)
            }
        draft.email = email
        draft.namespace = values[AccountFields.namespace]
        draft.logsInByUsername = values[Self.logsInByUsername] ?? false
        var id: ObjectID?
        if let text = values[Self.id] {
            id = ObjectID(hex: text)
            guard id != nil else { throw .invalid([FieldProblem("id", .invalid, "An id has 24 hexadecimal digits.")]) }
        }
        account = ImportedAccount(
            draft: draft, id: id, hashedPassword: values[Self.hashedPassword], createdAt: values[Self.createdAt])
    }
}

extension ImportedAccount {
    /// Reads a line of JSON.
    ///
    /// - Throws: `AccountError.invalid` with all that is wrong with the types of the fields.
    public init(json line: [UInt8]) throws(AccountError) {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: line)
        } catch {
            throw .invalid([FieldProblem(path: [], .invalid, error.explanation)])
        }
        guard case .object(let members) = value else {
            throw .invalid([FieldProblem(path: [], .wrongType, "The line must be a JSON object.", expected: .object)])
        }
        if let path = value.pathOfNullCharacter() {
            throw .invalid([FieldProblem(path: path, .containsNull, "The character U+0000 is not allowed.")])
        }
        self = try ImportMessage(try FieldValues(members, as: ImportMessage.fields)).account
    }
}

extension JSONParsingError {
    fileprivate var explanation: String {
        switch self {
        case .malformed(_, let column): "The line is not proper JSON: see column \(column)."
        case .tooDeep, .memberTooDeep: "The JSON is nested deeper than \(JSONValue.maximumDepth) levels."
        case .nullCharacterInKey: "The character U+0000 is not allowed."
        }
    }
}
