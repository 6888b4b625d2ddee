/// What the audit tells of, in the vocabulary of OWASP's logging cheat sheet; the list is closed.
public enum AuditEvent: String, Sendable, CaseIterable {
    case loginSuccess = "authn_login_success"
    case loginFail = "authn_login_fail"
    /// Logins by an identifier, or from an address, were refused because too many failed.
    case loginLock = "authn_login_lock"
    case passwordChange = "authn_password_change"
    case passwordChangeFail = "authn_password_change_fail"
    /// A mail with a link to set the password was asked for.
    case passwordResetRequest = "authn_password_reset_request"
    /// A mail with a link to choose a new login name was asked for.
    case usernameResetRequest = "user_username_reset_request"
    /// A mail with a link to verify the address was asked for again.
    case verificationRequest = "user_email_verification_request"
    /// A service token was made.
    case tokenCreated = "authn_token_created"
    /// A service token was revoked.
    case tokenRevoked = "authn_token_revoked"
    /// A refresh token that had been used already came again: its session was ended.
    case tokenReuse = "authn_token_reuse"
    case sessionRenewed = "session_renewed"
    /// A session was ended: by logout, by a change of the password, by an administrator.
    case sessionExpired = "session_expired"
    /// Somebody asked for what they may not do.
    case accessDenied = "authz_fail"
    /// Privileges changed: administrator, permissions, roles or groups.
    case privilegeChange = "authz_change"
    /// A mail that could not be delivered was queued again.
    case mailRetried = "mail_retried"
    /// A mail that could not be delivered was given up for good.
    case mailDropped = "mail_dropped"
    case userCreated = "user_created"
    /// Accounts of another service were taken in from a file.
    case usersImported = "users_imported"
    case userUpdated = "user_updated"
    /// The e-mail address changed, or was restored.
    case emailChange = "user_email_change"
    /// The holder proved to receive mail at the address.
    case emailVerified = "user_email_verified"
    case userEnabled = "user_enabled"
    /// The account was disabled.
    case userDisabled = "user_archived"
    case userDeleted = "user_deleted"
}
