/// The dialect of the profile service, `/users/*`: profiles of users who log in elsewhere, and what they are entitled to.
enum ProfileRoutes {
    static let dialect = Dialect(
        name: "profile",
        description:
            "Profiles of users who log in elsewhere, and what they are entitled to. Errors are `{\"detail\"}`.",
        errors: FastAPIErrors(details: [
            .tokenMissing: "Missing token",
            .tokenInvalid: "Invalid token",
            .tokenExpired: "Invalid token",
            .forbidden: "Operation not permitted",
            .notFound: "User not found",
            .emailTaken: "Email already registered",
        ]),
        routes: makingProfiles + profiles + listing)
}
