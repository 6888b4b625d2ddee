import Accounts

/// `POST /api/v1/admin/tokens`.
struct NewServiceTokenMessage: RequestMessage {
    private static let name = Field.string(
        "name", .string(minLength: 1, maxLength: ServiceTokenService.maximumNameLength), example: "billing"
    ).required
    private static let permissions = Field.strings(
        "permissions", of: .enumeration(Permission.names), maxItems: AccountChanges.maximumNames,
        description: "At least one."
    ).required
    private static let expiresAt = Field.instant("expires_at", description: "At most ten years ahead.").required

    static let fields: [any FieldDeclaration] = [name, permissions, expiresAt, AccountFields.namespace]

    static let examples: [String: JSONValue] = [
        "For another service": [
            "name": "billing", "permissions": ["can.introspect"], "expires_at": "2036-01-06T09:00:00.000Z",
        ]
    ]

    let draft: NewServiceToken

    init(_ values: FieldValues) throws(AccountError) {
        draft = NewServiceToken(
            name: try values.required(Self.name), permissions: try values.required(Self.permissions),
            expiresAt: try values.required(Self.expiresAt), namespace: values[AccountFields.namespace])
    }
}
