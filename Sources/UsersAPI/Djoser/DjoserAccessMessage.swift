/// What a refresh is answered with.
struct DjoserAccessMessage: ObjectMessage {
    let access: String
    /// Nil where the old refresh token stays good.
    var refresh: String?

    static let schemaName = "DjoserAccess"

    static let fields: [OutputField<DjoserAccessMessage>] = [
        .always("access", .string()) { $0.access },
        .whenSet("refresh", .string()) { $0.refresh },
    ]
}
