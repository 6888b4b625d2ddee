import Accounts
import DocumentStore

/// `PUT /api/admin/user/setting`: what is absent stays, and a password that is null or blank does.
struct FessUserChanges {
    let id: ObjectID
    let changes: AccountChanges
    let condition: VersionCondition

    static let fields: [any FieldDeclaration] =
        [
            FessFields.id.required, FessFields.name.nullable, FessFields.versionNo, FessFields.snakeVersionNo,
            FessFields.optionalPassword,
        ] + FessFields.common

    static let examples: [String: JSONValue] = [
        "Other roles": [
            "id": "65f0c0ffee65f0c0ffee65f0", "name": "john.doe", "roles": ["user", "editor", "admin"], "versionNo": 1,
        ]
    ]

    /// - Throws: `AccountError.notFound` for what is no id, `.invalid`.
    init(_ values: FieldValues, _ compatibility: FessCompatibility) throws(AccountError) {
        let password = values.text(FessFields.optionalPassword)
        var problems = [values.fessConfirmationProblem(password)].compactMap { $0 }
        let version = values[FessFields.versionNo] ?? values[FessFields.snakeVersionNo]
        if version == nil && compatibility == .docs { problems.append(.required(FessFields.versionNo.name)) }
        guard problems.isEmpty else { throw .invalid(problems) }
        guard let id = ObjectID(hex: try values.required(FessFields.id)) else { throw .notFound }
        self.id = id
        condition = version.map { .oneOf([Int64($0)]) } ?? .any
        var changes = AccountChanges(fess: values)
        changes.loginName = values[FessFields.name]
        changes.password = password.map { .set($0) } ?? .keep
        self.changes = changes
    }
}
