import BlobStorage
import DocumentStore

/// The collections, indexes and schema version of the accounts' store.
public enum AccountSchema {
    /// All that one can log in with: one unique key each, over all accounts.
    static let identifiers = IndexDefinition("identifiers", .unique(field: "identifiers"))
    static let byCreation = IndexDefinition("created_at", .ordered(fields: ["created_at"]))
    static let byEmail = IndexDefinition("sort_email", .ordered(fields: ["sort_email"]))
    static let byNamespaceAndCreation = IndexDefinition(
        "namespace_created_at", .ordered(fields: ["namespace", "created_at"]))
    static let byNamespaceAndEmail = IndexDefinition(
        "namespace_sort_email", .ordered(fields: ["namespace", "sort_email"]))
    static let byName = IndexDefinition("sort_name", .ordered(fields: ["sort_name"]))
    static let byNamespaceAndName = IndexDefinition(
        "namespace_sort_name", .ordered(fields: ["namespace", "sort_name"]))
    /// Finds the active administrators of a namespace.
    static let byAdministration = IndexDefinition(
        "namespace_admins", .ordered(fields: ["namespace", "is_admin", "is_active"]))
    /// Folded e-mail, user name and display name, for the search by prefix.
    static let search = IndexDefinition("search", .strings(field: "search"))

    /// Finds the accounts from whose outbox something is due.
    static let byOutbox = IndexDefinition("outbox_due_at", .ordered(fields: ["outbox_due_at"]))

    /// Selects the documents that were not taken over: every account has a `sort_email`.
    static func strangers(limit: Int) -> PageQuery {
        PageQuery(along: byEmail, prefix: [.null], limit: limit)
    }

    static let users = CollectionDefinition(
        name: "users",
        indexes: [
            identifiers, byCreation, byEmail, byNamespaceAndCreation, byNamespaceAndEmail, byName, byNamespaceAndName,
            byAdministration, search, byOutbox,
        ],
        fieldTypes: [
            .init("_id", "objectId"), .init("namespace", "string"), .init("email", "string", "null"),
            .init("username", "string"), .init("hashed_password", "string", "null"), .init("is_admin", "bool"),
            .init("is_active", "bool"), .init("created_at", "date"), .init("updated_at", "date", "null"),
            .init("identifiers", "array"), .init("sessions", "array"), .init("version", "long", "int"),
            .init("revision", "long", "int"),
        ])

    /// One document a namespace, which lists its active administrators.
    static let admins = CollectionDefinition(
        name: "admins", indexes: [], fieldTypes: [.init("admins", "array"), .init("revision", "long", "int")])

    /// What this program reads and writes; raise the version with each migration.
    public static let current = StoreSchema(
        version: 2,
        collections: [
            users, admins, AuditSchema.audit, ServiceTokenSchema.tokens, ThrottleSchema.throttles,
            DeadLetterSchema.letters, DocumentBlobStorage.collection,
        ],
        migrations: [sortingByName])

    /// Writes `sort_name` into the accounts that were stored without it.
    private static let sortingByName = Migration(version: 2, name: "sort accounts by name") {
        context throws(StoreError) in
        // Those of another program have no `sort_email` either, and are taken over afterwards.
        try await context.updateAll(of: users, along: byEmail, from: "") { document in
            // What is no proper account is left alone: it would be found by nothing else either.
            guard document["sort_name"] == nil, let account = try? Account(bson: document) else { return nil }
            return account.bson
        }
    }
}
