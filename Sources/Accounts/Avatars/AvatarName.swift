import Crypto
import DocumentStore
import Images

/// The name of an uploaded avatar: random bytes, a keyed hash of owner, random bytes and content, and the ending of its type.
///
/// Nobody can tell by names whether two people have the same picture, and no name is used twice: what is removed stays removed,
/// whoever is slow.
struct AvatarName: Sendable, Equatable {
    /// The label of the key that makes the hashes.
    static let keyPurpose = "avatar names"
    /// What the address of every upload begins with.
    private static let folder = "/uploads/"
    private static let saltLength = RandomToken.length * 2
    private static let hashLength = 32

    /// 64 hexadecimal digits and the ending, such as `….png`.
    let text: String

    /// A new name for an image of this account.
    init(of image: CleanImage, owner: ObjectID, by hash: KeyedHash) {
        let salt = RandomToken.make()
        let code = hash.code(for: Self.subject(image, owner, salt)).hexadecimal.prefix(Self.hashLength)
        text = "\(salt)\(code).\(image.type.fileExtension)"
    }

    /// A name that `init(of:owner:by:)` may have made; nil for any other text.
    init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count == Self.saltLength + Self.hashLength,
            parts[0].allSatisfy({
                UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0
            }),
            ImageType.allCases.contains(where: { $0.fileExtension.utf8.elementsEqual(parts[1]) })
        else { return nil }
        self.text = text
    }

    /// The name that an avatar's address ends with; nil when it is no upload's.
    init?(path: String?) {
        guard let path, path.hasPrefix(Self.folder) else { return nil }
        self.init(String(path.dropFirst(Self.folder.count)))
    }

    /// The address, which holds behind any host.
    var path: String { Self.folder + text }

    /// Whether the name was made for this very image of this account, under any of the keys.
    func names(_ image: CleanImage, owner: ObjectID, by hash: KeyedHash) -> Bool {
        let (salt, rest) = (text.prefix(Self.saltLength), text.dropFirst(Self.saltLength))
        let codes = hash.codes(for: Self.subject(image, owner, String(salt)))
        return codes.contains { rest == "\($0.hexadecimal.prefix(Self.hashLength)).\(image.type.fileExtension)" }
    }

    private static func subject(_ image: CleanImage, _ owner: ObjectID, _ salt: String) -> [UInt8] {
        owner.bytes + Array(salt.utf8) + Array(SHA256.hash(data: image.bytes))
    }
}
