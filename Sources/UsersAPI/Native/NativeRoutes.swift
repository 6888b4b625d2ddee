/// The service's own dialect, `/api/v1`.
enum NativeRoutes {
    static let dialect = Dialect(
        name: "native", description: "The service's own dialect. Errors are `application/problem+json`.",
        errors: NativeErrors(),
        routes: authentication + mailedLinks + ownAccount + ownSessions + administration + oversight)
}
