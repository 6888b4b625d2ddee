import Accounts

@testable import UsersAPI

/// `POST /sixth/names`.
struct SixthNames: ChangesMessage {
    static let fields: [any FieldDeclaration] = [AccountFields.displayName.required]

    static let examples: [String: JSONValue] = ["A name": ["display_name": "Jane"]]

    let changes: AccountChanges
}
