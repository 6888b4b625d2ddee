import Accounts

/// The fields of requests, but for those of the profile.
enum FessFields {
    static let id = Field.string("id", example: "65f0c0ffee65f0c0ffee65f0")
    static let name = AccountFields.loginName.named("name", example: "john.doe", description: "The login name.")
    /// A password that may be left out, also by being null or blank.
    static let optionalPassword = Field.string(
        "password", .string(maxLength: PasswordPolicy.lengths.upperBound), isWriteOnly: true
    ).nullable
    static let confirmPassword = confirmation("confirmPassword")
    static let snakeConfirmPassword = confirmation("confirm_password")
    static let roles = AccountFields.roles.nullable
    static let groups = AccountFields.groups.nullable
    static let attributes = Field.stringMap(
        "attributes", of: .string(maxLength: Profile.maximumAttributeLength),
        description: "Fields of the profile; what stands here counts more than what stands beside it."
    ).nullable
    static let versionNo = version("versionNo")
    static let snakeVersionNo = version("version_no")

    /// What both a new user and a changed one may have.
    static let common: [any FieldDeclaration] =
        [confirmPassword, snakeConfirmPassword, roles, groups, attributes] + FessProfileField.all.map(\.input)

    private static func confirmation(_ name: String) -> Field<String> {
        Field.string(name, description: "The password again.", isWriteOnly: true).nullable
    }

    private static func version(_ name: String) -> Field<Int> {
        Field.integer(name, in: 1...Int.max, description: "The version that the change is made of.").nullable
    }
}

extension FieldValues {
    /// The field's text; nil when it is absent, null or blank.
    func text(_ field: Field<String>) -> String? {
        self[field].flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
    }

    /// What is wrong with the password's confirmation, if there is one and it is another text than the password.
    func fessConfirmationProblem(_ password: String?) -> FieldProblem? {
        guard let confirmation = self[FessFields.confirmPassword] ?? self[FessFields.snakeConfirmPassword],
            !confirmation.utf8.elementsEqual((password ?? "").utf8)
        else { return nil }
        return FieldProblem("confirmPassword", .conflict, "This is not the password.")
    }
}

extension AccountChanges {
    /// The profile, roles and groups of a request; what is blank, or null, is cleared.
    init(fess values: FieldValues) {
        self.init()
        let attributes = values[FessFields.attributes] ?? [:]
        for field in FessProfileField.all {
            let change = attributes[field.name].map { .set($0) } ?? values.change(field.input)
            field.input.apply(change.value?.allSatisfy(\.isWhitespace) == true ? .clear : change, to: &self)
        }
        roles = values[FessFields.roles]
        groups = values[FessFields.groups]
        isAdmin = roles.map { $0.contains(where: Role.isAdmin) }
    }
}
