/// The dialect of Fess's Admin User API: `/api/admin/user/*`.
struct FessRoutes: Sendable {
    let compatibility: FessCompatibility
    let envelope: FessEnvelope
    /// How users are shown.
    let user: FessUser

    /// - Parameter version: The program's, which every answer tells.
    static func dialect(_ compatibility: FessCompatibility, version: String) -> Dialect {
        let envelope = FessEnvelope(version: version)
        let routes = FessRoutes(compatibility: compatibility, envelope: envelope, user: FessUser(compatibility))
        return Dialect(
            name: "fess",
            description: "Fess's Admin User API. Answers and errors are `{\"response\"}` with a `status`.",
            errors: FessErrors(compatibility: compatibility, envelope: envelope),
            conventions: FessConventions(), routes: routes.listing + routes.users)
    }
}
