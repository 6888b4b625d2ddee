import Crypto
import Foundation
import FuzzSupport

@testable import Accounts

/// Keys that the seeds were signed with.
enum TestKeys {
    static let audience = "api"
    static let secret = Array("a secret of thirty-two characters".utf8)
    static let ed25519 = made { try Curve25519.Signing.PrivateKey(rawRepresentation: Data(repeating: 7, count: 32)) }
    static let p256 = made { try P256.Signing.PrivateKey(rawRepresentation: Data(repeating: 9, count: 32)) }

    /// Every algorithm has a key but RSA's, whose tokens are too long to mutate.
    static func settings(audience: String?) -> TokenSettings {
        let verifying = made { try PrivateKey(p256: p256) }
        let keys = KeySet(signing: PrivateKey(ed25519: ed25519), verifying: [verifying], secret: secret)
        return TokenSettings(keys: keys, audience: audience)
    }
}
