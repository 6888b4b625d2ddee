import DocumentStore

extension Account: StoredDocument {
    /// Reads a stored account; fields that are missing have their defaults, so that documents of older versions are read too.
    ///
    /// A document of another program has no `sort_email`, and is nobody's account until it is taken over: see `AccountAdoption`.
    public init(bson document: BSONDocument) throws(BSONError) {
        let draft = try Draft(document)
        guard draft.hasSortKey else { throw .missingField("sort_email") }
        try self.init(draft)
    }

    /// Reads a document that is to be taken over.
    init(ofStranger document: BSONDocument) throws(BSONError) {
        try self.init(try Draft(document))
    }

    /// The account as it is stored: the seven fields of the schema that other programs read come first.
    public var bson: BSONDocument {
        var document: BSONDocument = [
            "_id": .objectID(id),
            "email": email.map(BSONValue.string) ?? .null,
            "username": .string(username),
            "hashed_password": hashedPassword.map(BSONValue.string) ?? .null,
            "is_admin": .bool(isAdmin),
            "is_active": .bool(isActive),
            "created_at": .dateTime(createdAt),
            "updated_at": .dateTime(updatedAt),
            "namespace": .string(namespace.description),
            "version": .int64(version),
            "revision": .int64(revision),
        ]
        document.append("identifiers", strings: identifiers)
        document.append("email_verified_at", instant: emailVerifiedAt)
        document.append("last_login_at", instant: lastLoginAt)
        document.append("tokens_valid_from", instant: tokensValidFrom)
        document.append("password_set_at", instant: passwordSetAt)
        if awaitsActivation { document.append("awaits_activation", .bool(true)) }
        document.append("activation_expires_at", instant: activationExpiresAt)
        document.append("verified_email", string: verifiedEmail)
        if !emailUndos.isEmpty { document.append("email_undos", .array(emailUndos.map { .document($0.bson) })) }
        document.append("known_networks", strings: knownNetworks)
        profile.append(to: &document)
        document.append("roles", strings: roles)
        document.append("groups", strings: groups)
        document.append("permissions", strings: permissions.map(\.rawValue))
        if !sessions.isEmpty { document.append("sessions", .array(sessions.map { .document($0.bson) })) }
        if !outbox.isEmpty { document.append("outbox", .array(outbox.map { .document($0.bson) })) }
        document.append("outbox_due_at", instant: outboxDueAt)
        document.append("erased_at", instant: erasedAt)
        if !writeMarks.isEmpty { document.append("write_marks", .binary(BSONBinary(writeMarks.bytes))) }
        document.append("sort_email", .string(SearchTerms.sortKey(email)))
        document.append("sort_name", .string(SearchTerms.sortKey(loginName)))
        document.append("search", strings: SearchTerms.of(self))
        for element in otherFields {
            document.append(element.name, element.value)
        }
        return document
    }

    private init(_ draft: Draft) throws(BSONError) {
        guard let id = draft.id else { throw .missingField("_id") }
        self.id = id
        namespace = draft.namespace
        email = draft.email
        emailVerifiedAt = draft.emailVerifiedAt
        username = draft.username
        hashedPassword = draft.hashedPassword
        isAdmin = draft.isAdmin
        isActive = draft.isActive
        createdAt = draft.createdAt
        updatedAt = draft.updatedAt ?? draft.createdAt
        lastLoginAt = draft.lastLoginAt
        tokensValidFrom = draft.tokensValidFrom
        passwordSetAt = draft.passwordSetAt
        awaitsActivation = draft.awaitsActivation
        activationExpiresAt = draft.activationExpiresAt
        verifiedEmail = draft.verifiedEmail
        emailUndos = draft.emailUndos
        knownNetworks = draft.knownNetworks
        outbox = draft.outbox
        erasedAt = draft.erasedAt
        roles = draft.roles
        groups = draft.groups
        permissions = draft.permissions
        identifiers = draft.identifiers
        sessions = draft.sessions
        version = draft.version
        revision = draft.revision
        writeMarks = draft.writeMarks
        otherFields = draft.otherFields
        profile = draft.profile
    }
}

/// The fields of an account while its document is read.
private struct Draft {
    var id: ObjectID?
    var namespace = NamespaceName.default
    var email: String?
    var emailVerifiedAt: Instant?
    var username = ""
    var hashedPassword: String?
    var isAdmin = false
    var isActive = true
    var createdAt = Instant(milliseconds: 0)
    var updatedAt: Instant?
    var lastLoginAt: Instant?
    var tokensValidFrom: Instant?
    var passwordSetAt: Instant?
    var awaitsActivation = false
    var activationExpiresAt: Instant?
    var verifiedEmail: String?
    var emailUndos: [EmailUndo] = []
    var knownNetworks: [String] = []
    var outbox: [OutboxEntry] = []
    var erasedAt: Instant?
    var profile = Profile()
    var roles: [String] = []
    var groups: [String] = []
    var permissions: [Permission] = []
    var identifiers: [String] = []
    var sessions: [Session] = []
    var version: Int64 = 1
    var revision: Int64 = 0
    var writeMarks = WriteMarks()
    var otherFields = BSONDocument()
    var hasSortKey = false

    init(_ document: BSONDocument) throws(BSONError) {
        for element in document { try read(element) }
    }

    /// Fields that other programs may write as null, which is as good as absent.
    private static let nullable: Set<String> = [
        "namespace", "username", "email_verified_at", "updated_at", "last_login_at", "tokens_valid_from", "roles",
        "groups",
        "permissions", "identifiers", "sessions", "marketing_opt_in", "extra", "attributes",
    ]

    mutating func read(_ element: BSONElement) throws(BSONError) {
        if case .null = element.value, Self.nullable.contains(element.name) { return }
        switch element.name {
        case "_id": id = try element.objectID()
        case "namespace": namespace = try readNamespace(element)
        case "email": email = try element.optionalString()
        case "email_verified_at": emailVerifiedAt = try element.instant()
        case "username": username = try element.string()
        case "hashed_password": hashedPassword = try element.optionalString()
        case "is_admin": isAdmin = try element.bool()
        case "is_active": isActive = try element.bool()
        case "created_at": createdAt = try element.instant()
        case "updated_at": updatedAt = try element.instant()
        case "last_login_at": lastLoginAt = try element.instant()
        case "tokens_valid_from": tokensValidFrom = try element.instant()
        case "password_set_at": passwordSetAt = try element.instant()
        case "awaits_activation": awaitsActivation = try element.bool()
        case "activation_expires_at": activationExpiresAt = try element.instant()
        case "verified_email": verifiedEmail = try element.optionalString()
        case "email_undos": emailUndos = try readAll(element, EmailUndo.init(bson:))
        case "known_networks": knownNetworks = try element.strings()
        case "outbox": outbox = try readAll(element, OutboxEntry.init(bson:))
        case "erased_at": erasedAt = try element.instant()
        case "roles": roles = try element.strings()
        case "groups": groups = try element.strings()
        case "permissions": permissions = try element.strings().compactMap(Permission.init)
        case "identifiers": identifiers = try element.strings()
        case "sessions": sessions = try readAll(element, Session.init(bson:))
        case "version": version = try element.integer()
        case "revision": revision = try element.integer()
        case "write_marks": writeMarks = WriteMarks(bytes: element.value.binaryValue?.bytes ?? [])
        case "sort_email": hasSortKey = element.value.stringValue != nil
        case "outbox_due_at", "sort_name", "search": break
        default:
            if try !profile.read(element) { otherFields.append(element.name, element.value) }
        }
    }

    private func readNamespace(_ element: BSONElement) throws(BSONError) -> NamespaceName {
        guard let name = NamespaceName(try element.string()) else { throw .unexpectedValue(field: element.name) }
        return name
    }

    private func readAll<Part>(
        _ element: BSONElement, _ read: (BSONDocument) throws(BSONError) -> Part
    ) throws(BSONError) -> [Part] {
        var parts: [Part] = []
        for document in try element.documents() { parts.append(try read(document)) }
        return parts
    }
}
