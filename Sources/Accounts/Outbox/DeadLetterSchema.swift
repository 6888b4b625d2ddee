import DocumentStore

/// The collection of mails that could not be delivered.
enum DeadLetterSchema {
    static let byTime = IndexDefinition("at", .ordered(fields: ["at"]))
    static let byNamespace = IndexDefinition("namespace_at", .ordered(fields: ["namespace", "at"]))
    static let byUser = IndexDefinition("user_id_at", .ordered(fields: ["user_id", "at"]))
    static let expiry = IndexDefinition("expires_at", .expiring(field: "expires_at"))

    static let letters = CollectionDefinition(
        name: "dead_letters", indexes: [byTime, byNamespace, byUser, expiry],
        fieldTypes: [
            .init("_id", "objectId"), .init("user_id", "objectId"), .init("at", "date"), .init("expires_at", "date"),
        ])
}
