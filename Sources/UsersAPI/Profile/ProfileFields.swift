import Accounts

/// The fields that the profile service's requests are made of, with the examples of its documentation.
enum ProfileFields {
    /// - Parameter displayName: The example of a name to show.
    static func profile(displayName: JSONValue) -> [any FieldDeclaration] {
        [
            AccountFields.displayName.named("display_name", example: displayName),
            AccountFields.fullName.named("full_name", example: "Jane Dominique"), AccountFields.locale,
            AccountFields.marketingOptIn.named("marketing_opt_in", example: true),
        ]
    }
}
