/// How the Djoser dialect behaves where Djoser's own settings decide.
public struct DjoserSettings: Sendable {
    /// Whether a refresh replaces the refresh token (simplejwt's `ROTATE_REFRESH_TOKENS`).
    public var rotatesRefresh = false
    /// Whether who registers is inactive until a mailed link is followed (Djoser's `SEND_ACTIVATION_EMAIL`).
    public var mailsActivation = true

    /// Makes the defaults.
    public init() {}
}
