import Foundation
import JWTKit

/// Makes tokens of any text, with a true signature under some key.
struct TokenForge: Sendable {
    private let algorithm: any JWTAlgorithm

    /// An HMAC under these bytes.
    init(secret: [UInt8], _ digest: DigestAlgorithm = .sha256) async throws {
        algorithm = try await JWTKeyCollection().add(hmac: HMACKey(from: secret), digestAlgorithm: digest).getKey()
    }

    init(_ key: EdDSA.PrivateKey) async throws {
        algorithm = try await JWTKeyCollection().add(eddsa: key).getKey()
    }

    func token(header: String, claims: String) throws -> String {
        try token(header: Data(header.utf8), claims: Data(claims.utf8))
    }

    func token(header: Data, claims: Data) throws -> String {
        let signed = "\(Self.base64URL(header)).\(Self.base64URL(claims))"
        return try "\(signed).\(Self.base64URL(Data(algorithm.sign(Data(signed.utf8)))))"
    }

    static func base64URL(_ data: Data) -> String {
        data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// The bytes of a token's claims.
    static func payload(of token: String) -> [UInt8]? {
        let parts = token.split(separator: ".")
        guard parts.count == 3 else { return nil }
        let text = parts[1].replacing("-", with: "+").replacing("_", with: "/")
        return Data(base64Encoded: text + String(repeating: "=", count: (4 - text.count % 4) % 4)).map(Array.init)
    }
}
