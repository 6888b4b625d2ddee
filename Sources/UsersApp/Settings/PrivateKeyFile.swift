import Accounts
import Foundation
import Glibc

/// A private key in a file that the settings name.
struct PrivateKeyFile: Sendable {
    private static let accepted =
        "a PEM file with an unencrypted private key, Ed25519, P-256 or RSA of \(PrivateKey.minimumRSABits) bits or more, "
        + "such as \"users keys generate\" makes"

    let path: String
    let key: PrivateKey
    /// Whether others than its owner can read it.
    let isExposed: Bool

    /// The files that the setting names; none when it is not set.
    static func all(_ reader: SettingReader) throws(SettingError) -> [PrivateKeyFile] {
        var files: [PrivateKeyFile] = []
        for part in reader.text(.privateKeyFile)?.split(separator: ",", omittingEmptySubsequences: false) ?? [] {
            let file = try PrivateKeyFile(path: part.trimmingCharacters(in: .whitespaces))
            if let same = files.first(where: { $0.key.publicKey == file.key.publicKey }) {
                throw error("names \(same.path) and \(file.path), which are the same key", accepts: "each key once")
            }
            files.append(file)
        }
        return files
    }

    init(path: String) throws(SettingError) {
        guard !path.isEmpty else { throw Self.error("has an empty path", accepts: "paths by commas") }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Self.error("names \(path), which can't be read")
        }
        do {
            key = try PrivateKey(pem: String(decoding: data, as: UTF8.self))
        } catch {
            throw Self.error("names \(path), which \(error.problem)")
        }
        self.path = path
        var status = stat()
        isExposed = stat(path, &status) == 0 && status.st_mode & 0o077 != 0
    }

    private static func error(_ problem: String, accepts accepted: String = accepted) -> SettingError {
        SettingError(Setting.privateKeyFile.name, problem, accepts: accepted)
    }
}

extension PrivateKeyError {
    fileprivate var problem: String {
        switch self {
        case .noPEM: "is no PEM file"
        case .publicOnly: "has a public key or a certificate, but no private key"
        case .encrypted: "is encrypted"
        case .unsupported: "is damaged or has a key of another kind"
        case .tooShort(let bits): "has an RSA key of \(bits) bits, too few"
        }
    }
}
