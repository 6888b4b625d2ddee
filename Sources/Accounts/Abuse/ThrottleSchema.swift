import DocumentStore

/// The collection of all counters against abuse. A document expires as soon as it says nothing any more.
enum ThrottleSchema {
    static let byExpiry = IndexDefinition("expires_at", .expiring(field: "expires_at"))

    static let throttles = CollectionDefinition(
        name: "throttles", indexes: [byExpiry],
        fieldTypes: [
            .init("_id", "string"), .init("failures", "long", "int"), .init("sent_at", "array"),
            .init("updated_at", "date"), .init("expires_at", "date"), .init("revision", "long", "int"),
        ])
}
