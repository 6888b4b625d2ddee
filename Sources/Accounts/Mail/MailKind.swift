/// What a mail is about; the raw value is how it is stored.
enum MailKind: String, Sendable, CaseIterable {
    case verifyEmail = "verify_email"
    case resetPassword = "reset_password"
    case invitation
    /// To the old address, with the link that undoes the change.
    case emailChanged = "email_changed"
    case passwordChanged = "password_changed"
    /// A refresh token was used twice, and its session ended.
    case sessionReuse = "session_reuse"
}
