import DocumentStore

/// The collection of service tokens.
enum ServiceTokenSchema {
    static let byHash = IndexDefinition("hash", .unique(field: "hash"))
    static let byNamespace = IndexDefinition("namespace_created_at", .ordered(fields: ["namespace", "created_at"]))
    static let byCreation = IndexDefinition("created_at", .ordered(fields: ["created_at"]))
    static let expiry = IndexDefinition("expires_at", .expiring(field: "expires_at"))

    static let tokens = CollectionDefinition(
        name: "service_tokens", indexes: [byHash, byNamespace, byCreation, expiry],
        fieldTypes: [
            .init("_id", "objectId"), .init("namespace", "string"), .init("created_at", "date"),
            .init("expires_at", "date"),
        ])
}
