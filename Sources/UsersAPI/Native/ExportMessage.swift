import Accounts
import DocumentStore

/// All that is stored of a user, secrets left out.
struct ExportMessage: ObjectMessage {
    let source: AccountExport

    static let schemaName = "Export"

    static let fields: [OutputField<AccountExport>] = [
        .always("user", UserMessage.schema) { UserMessage($0.account) },
        .always("namespace", .string()) { $0.account.namespace.description },
        .always("preferences", .anyObject) { StoredJSON(text: $0.account.profile.preferences ?? "{}") },
        .whenSet("attributes", .map(.string())) {
            $0.account.profile.attributes.isEmpty ? nil : $0.account.profile.attributes
        },
        .always("login_names", .array(.string())) { $0.loginNames },
        .always("has_password", .boolean) { $0.account.hashedPassword != nil },
        .whenSet("password_set_at", .instant) { $0.account.passwordSetAt },
        .whenSet("email_verified_at", .instant) { $0.account.emailVerifiedAt },
        .always("awaits_activation", .boolean) { $0.account.awaitsActivation },
        .whenSet("activation_expires_at", .instant) { $0.activationExpiresAt },
        .whenSet("tokens_valid_from", .instant) { $0.account.tokensValidFrom },
        .always("former_emails", .array(.string())) { $0.formerEmails },
        .always("known_networks", .array(.string())) { $0.knownNetworks },
        .always("sessions", [ExportedSessionMessage].schema) { export in
            export.account.sessions.map { ExportedSessionMessage($0, current: export.currentSession) }
        },
        .always("undelivered_mails", [DeadLetterMessage].schema) { $0.deadLetters.map(DeadLetterMessage.init) },
        .always("activity", [AuditEntryMessage].schema) { $0.activity.map(AuditEntryMessage.init) },
    ]
}
