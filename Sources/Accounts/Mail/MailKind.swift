/// What a mail is about; the raw value is how it is stored.
enum MailKind: String, Sendable, CaseIterable {
    case verifyEmail = "verify_email"
    case resetPassword = "reset_password"
    /// As `verifyEmail`, of an account that waits for it, by the link that Djoser's clients know.
    case activation
    /// As `resetPassword`, by the link that Djoser's clients know.
    case passwordResetConfirm = "password_reset_confirm"
    case usernameResetConfirm = "username_reset_confirm"
    case invitation
    /// To the old address, with the link that undoes the change.
    case emailChanged = "email_changed"
    case passwordChanged = "password_changed"
    /// A refresh token was used twice, and its session ended.
    case sessionReuse = "session_reuse"
}
