/// The dialect of the profile service, `/users/*`: profiles of users who log in elsewhere, and what they are entitled to.
enum ProfileRoutes {
    static let errors = FastAPIErrors(details: [
        .tokenMissing: "Missing token",
        .tokenInvalid: "Invalid token",
        .tokenExpired: "Invalid token",
        .forbidden: "Operation not permitted",
        .notFound: "User not found",
        .emailTaken: "Email already registered",
    ])

    static var routes: [Route] { makingProfiles + profiles + listing }
}
