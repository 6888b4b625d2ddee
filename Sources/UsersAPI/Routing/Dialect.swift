/// Routes that speak in one way.
struct Dialect: Sendable {
    /// What the document calls it.
    let name: String
    let errors: any ErrorFormat
    let routes: [Route]
}
