/// Routes that speak in one way.
///
/// A class, because each request is handed one.
final class Dialect: Sendable {
    /// What the document calls it.
    let name: String
    /// What the document says of it.
    let description: String
    let errors: any ErrorFormat
    let conventions: any RequestConventions
    let routes: [Route]

    init(
        name: String, description: String, errors: any ErrorFormat,
        conventions: any RequestConventions = CommonConventions(), routes: [Route]
    ) {
        self.name = name
        self.description = description
        self.errors = errors
        self.conventions = conventions
        self.routes = routes
    }
}
