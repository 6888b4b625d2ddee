import Accounts

/// The fields that Djoser's requests are made of.
enum DjoserFields {
    static let passwordExample = "Kq7-violet-Harbor"

    static let username = loginName("username")
    static let email = DjoserText(
        "email", [.maximumLength(EmailAddress.maximumLength), .noNullCharacters, .emailAddress],
        schema: .email, example: .string("jane@example.com"))
    static let firstName = name("first_name")
    static let lastName = name("last_name")
    static let avatar = DjoserAvatar()
    static let currentPassword = DjoserText("current_password", example: .string(passwordExample), isSecret: true)
    static let uid = DjoserText("uid", example: .string("NjVmMGMwZmZlZTY1ZjBjMGZmZWU2NWYw"))
    static let token = DjoserText("token", example: .string("tos8w0-3oXvYcJ5u2mPqk7RZ1dWnA"))

    static func loginName(_ name: String) -> DjoserText {
        DjoserText(
            name, [.usernameCharacters, .maximumLength(Username.maximumLength)],
            schema: .string(maxLength: Username.maximumLength), example: .string("jane"))
    }

    /// A password to be set.
    static func newPassword(_ name: String) -> DjoserText {
        let limit = PasswordPolicy.lengths.upperBound
        return DjoserText(
            name, [.maximumLength(limit)], schema: .string(maxLength: limit), example: .string(passwordExample),
            isSecret: true)
    }

    private static func name(_ name: String) -> DjoserText {
        DjoserText(
            name, [.maximumLength(Profile.maximumLength)], schema: .personName,
            example: .string("Jane"), isRequired: false, allowsBlank: true)
    }
}
