import DocumentStore

/// Judges tokens by the keys alone, for those who have the machine.
public struct TokenInspector: Sendable {
    private let tokens: TokenIssuer

    /// Makes an inspector.
    public init(_ settings: TokenSettings) async {
        tokens = await TokenIssuer(settings)
    }

    /// The claims of an access or refresh token, as its JSON.
    ///
    /// - Throws: `TokenInspectionError`.
    public func claims(of token: String, at now: Instant = .now) async throws(TokenInspectionError) -> String {
        do {
            _ = try await tokens.verifyAccess(token, at: now)
        } catch {
            if case .tokenExpired = error { throw .expired }
            do {
                _ = try await tokens.verifyRefresh(token, at: now)
            } catch {
                let claims = try? await tokens.verifySignature(token)
                throw claims?.expiresAt.map { $0 <= now.seconds } == true ? .expired : .invalid
            }
        }
        let parts = token.split(separator: ".")
        guard parts.count == 3, let payload = Base64URL.decode(parts[1].utf8) else { throw .invalid }
        return String(decoding: payload, as: UTF8.self)
    }
}
