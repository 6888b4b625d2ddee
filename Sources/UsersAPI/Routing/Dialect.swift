/// Routes that speak in one way.
struct Dialect: Sendable {
    /// What the document calls it.
    let name: String
    /// What the document says of it.
    let description: String
    let errors: any ErrorFormat
    let routes: [Route]
}
