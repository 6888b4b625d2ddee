/// What becomes of the key that signs tokens when a backup is restored.
enum RestoredKey {
    /// The backup's key goes into the file beside the database.
    case file(path: String, secret: [UInt8])
    /// The backup's key is one of those that the settings name.
    case given
    /// The settings name the keys, and not the backup's.
    case other
    /// The backup has no key.
    case none

    /// - Throws: `Failure.refused` when the database has a key of its own beside it already.
    init(_ secret: [UInt8]?, _ keys: KeySource) throws(Failure) {
        guard let secret else {
            self = .none
            return
        }
        switch keys {
        case .secret(.file(let path)):
            if let found = try SecretFile.read(path), found != secret {
                throw .refused("\(path) is there and has another key than the backup; move it away first")
            }
            self = .file(path: path, secret: secret)
        case .secret(.given(let bytes)): self = bytes == secret ? .given : .other
        case .privateKeys(_, _, let bytes): self = bytes == secret ? .given : .other
        }
    }

    /// Writes the key's file, if there is one to write.
    func install() throws(Failure) {
        guard case .file(let path, let secret) = self, try !SecretFile.create(path, secret) else { return }
        guard try SecretFile.read(path) == secret else {
            throw .refused("\(path) has just been made, with another key than the backup's; move it away first")
        }
    }

    /// What the operator has to know.
    var note: String {
        switch self {
        case .file(let path, _): "The key that signs tokens is in \(path)."
        case .given: "The settings name the key that the backup has: tokens stay good."
        case .other: "The settings name other keys than the backup's: all have to log in again."
        case .none: "The backup has no key: tokens stay good if the settings name the keys that signed them."
        }
    }
}
