import Accounts
import DocumentStore
import HTTPTypes
import SocketServer

/// `PATCH` of a user: what is absent stays.
struct DjoserChangesMessage: DjoserMessage {
    private static let email = DjoserFields.email.optional
    /// What this service asks for beyond Djoser: a changed address needs it in an old session.
    private static let currentPassword = DjoserFields.currentPassword.optional

    static let fields: [any FieldDeclaration] = [
        email, DjoserFields.firstName, DjoserFields.lastName, DjoserFields.avatar, currentPassword,
    ]

    let target: ObjectID
    let changes: AccountChanges
    /// The new avatar, which takes more than a change of the account.
    let avatar: PreparedAvatar?

    static func takesFiles(in context: RequestContext) -> Bool {
        context.request.fields[.contentType]?.lowercased().hasPrefix("multipart/") ?? false
    }

    init(_ form: inout DjoserForm) async throws {
        let account = try await form.context.djoserTarget()
        target = account.id
        try await form.checkIsFree(email: Self.email, for: account)
        avatar = try await form.prepareAvatar()
        try form.finish()
        var changes = AccountChanges()
        changes.email = form.change(Self.email)
        changes.firstName = form.change(DjoserFields.firstName)
        changes.lastName = form.change(DjoserFields.lastName)
        if form.clears(DjoserFields.avatar) { changes.avatar = .clear }
        changes.currentPassword = form[Self.currentPassword]
        self.changes = changes
    }
}
