import DocumentStore

/// The collection of audit entries.
enum AuditSchema {
    static let byTime = IndexDefinition("at", .ordered(fields: ["at"]))
    static let byNamespace = IndexDefinition("namespace_at", .ordered(fields: ["namespace", "at"]))
    static let byUser = IndexDefinition("user_id_at", .ordered(fields: ["user_id", "at"]))
    /// Finds what a deleted account did to others.
    static let byActor = IndexDefinition("actor_at", .ordered(fields: ["actor", "at"]))
    static let expiry = IndexDefinition("expires_at", .expiring(field: "expires_at"))

    static let audit = CollectionDefinition(
        name: "audit", indexes: [byTime, byNamespace, byUser, byActor, expiry],
        fieldTypes: [
            .init("_id", "objectId"), .init("event", "string"), .init("user_id", "objectId"), .init("at", "date"),
            .init("expires_at", "date"),
        ])
}
