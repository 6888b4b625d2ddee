@testable import Accounts

/// What the program makes of a token, in each of the ways in which it asks.
struct Verdict: Sendable {
    let isSigned: Bool
    let isGood: Bool
    let access: VerifiedToken?
    let refresh: VerifiedRefreshToken?

    init(of text: String, by issuer: TokenIssuer, at now: Instant) async {
        isSigned = (try? await issuer.verifySignature(text)) != nil
        isGood = (try? await issuer.verify(text, at: now)) != nil
        access = try? await issuer.verifyAccess(text, at: now)
        refresh = try? await issuer.verifyRefresh(text, at: now)
    }
}
