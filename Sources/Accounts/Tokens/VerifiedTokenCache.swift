import Synchronization

/// Tokens whose signatures were verified, so that a client's next requests skip 27 us of cryptography.
///
/// Keyed by the whole token. Bounded by two generations: when the young one is full, the old one is dropped.
final class VerifiedTokenCache: Sendable {
    private struct Generations {
        var young: [String: VerifiedToken] = [:]
        var old: [String: VerifiedToken] = [:]
    }

    private let generations = Mutex(Generations())
    private let generationSize: Int

    /// Makes a cache of at most twice `generationSize` tokens.
    init(generationSize: Int = 8192) {
        self.generationSize = generationSize
    }

    subscript(token: String) -> VerifiedToken? {
        generations.withLock { generations in
            if let claims = generations.young[token] { return claims }
            guard let claims = generations.old[token] else { return nil }
            insert(claims, for: token, into: &generations)
            return claims
        }
    }

    func insert(_ claims: VerifiedToken, for token: String) {
        generations.withLock { insert(claims, for: token, into: &$0) }
    }

    private func insert(_ claims: VerifiedToken, for token: String, into generations: inout Generations) {
        if generations.young.count >= generationSize {
            generations.old = generations.young
            generations.young = [:]
        }
        generations.young[token] = claims
    }
}
