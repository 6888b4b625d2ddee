import Crypto
import Foundation

@testable import Accounts

/// A token as Foundation and the cryptographic library read it, without the program's own code or JWTKit's.
struct SecondReading {
    private let header: [String: Any]?
    private let claims: [String: Any]?
    private let signed: Data
    private let signature: Data

    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let signature = Self.decoded(parts[2]) else { return nil }
        (header, claims, self.signature) = (Self.object(parts[0]), Self.object(parts[1]), signature)
        signed = Data("\(parts[0]).\(parts[1])".utf8)
    }

    subscript(claim: String) -> Any? { claims?[claim] }

    /// Whether JSONSerialization reads the claims, which refuses what the decoder passes over: control characters within strings, and
    /// numbers out of range that nobody asks for.
    var isReadable: Bool { header != nil && claims != nil }

    /// Whether the key of the algorithm that the header names made the signature; any key where the header can't be read.
    var isSignatureTrue: Bool {
        switch header?["alg"] as? String {
        case "HS256": isHS256
        case "EdDSA": isEdDSA
        case "ES256": isES256
        default: header == nil && (isHS256 || isEdDSA || isES256)
        }
    }

    private var isHS256: Bool {
        HMAC<SHA256>.isValidAuthenticationCode(
            signature, authenticating: signed, using: SymmetricKey(data: TestKeys.secret))
    }

    private var isEdDSA: Bool { TestKeys.ed25519.publicKey.isValidSignature(signature, for: signed) }

    private var isES256: Bool {
        (try? P256.Signing.ECDSASignature(rawRepresentation: signature)).map {
            TestKeys.p256.publicKey.isValidSignature($0, for: signed)
        } ?? false
    }

    /// Whether it has an end, which lies ahead, and no beginning that does by more than a minute.
    func isTime(_ now: Instant) -> Bool {
        guard let end = number("exp"), end > now.seconds else { return false }
        return ["nbf", "iat"].compactMap(number).allSatisfy { $0 <= now.seconds + 60 }
    }

    func names(audience: String) -> Bool {
        self["aud"] as? String == audience || (self["aud"] as? [String])?.contains(audience) == true
    }

    /// The claim's whole seconds.
    private func number(_ claim: String) -> Int64? {
        (self[claim] as? NSNumber).flatMap { Int64(exactly: $0.doubleValue.rounded(.down)) }
    }

    /// A token that the secret signs.
    static func signed(_ header: [UInt8], _ claims: [UInt8]) -> String {
        let text = "\(encoded(Data(header))).\(encoded(Data(claims)))"
        let code = HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: SymmetricKey(data: TestKeys.secret))
        return "\(text).\(encoded(Data(code)))"
    }

    private static func object(_ part: Substring) -> [String: Any]? {
        decoded(part).flatMap { try? JSONSerialization.jsonObject(with: $0) as? [String: Any] }
    }

    private static func encoded(_ data: Data) -> String {
        data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    private static func decoded(_ part: Substring) -> Data? {
        let text = part.replacing("-", with: "+").replacing("_", with: "/")
        return Data(base64Encoded: text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4))
    }
}
