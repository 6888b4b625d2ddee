import Accounts

/// Where the keys that sign tokens come from.
enum KeySource: Sendable {
    case secret(SecretSource)
    /// The first one signs; a secret beside them only verifies.
    case privateKeys(PrivateKeyFile, others: [PrivateKeyFile], secret: [UInt8]?)

    init(_ reader: SettingReader, database: DatabaseURL) throws(SettingError) {
        let secret = try SecretSource.given(reader)
        let files = try PrivateKeyFile.all(reader)
        if let first = files.first {
            self = .privateKeys(first, others: Array(files.dropFirst()), secret: secret)
        } else {
            self = .secret(try Self.alone(secret, database))
        }
    }

    private static func alone(_ secret: [UInt8]?, _ database: DatabaseURL) throws(SettingError) -> SecretSource {
        if let secret { return .given(secret) }
        return try SecretSource(database: database)
    }

    /// The files of private keys that others than their owner can read.
    var exposedFiles: [String] {
        switch self {
        case .secret: []
        case .privateKeys(let first, let others, _): ([first] + others).filter(\.isExposed).map(\.path)
        }
    }

    /// The secret that the embedded engine has made beside its database; nil when keys are settings, or none was made yet.
    func ownSecret() throws(Failure) -> [UInt8]? {
        guard case .secret(.file(let path)) = self else { return nil }
        return try SecretFile.read(path)
    }

    /// The keys; a secret's file is made when it is missing.
    func load() throws(Failure) -> KeySet {
        switch self {
        case .secret(.given(let bytes)): KeySet(secret: bytes)
        case .secret(.file(let path)): KeySet(secret: try SecretFile.load(path: path))
        case .privateKeys(let first, let others, let secret):
            KeySet(signing: first.key, verifying: others.map(\.key), secret: secret)
        }
    }
}
