import DocumentStore
import Images
import TestSupport
import Testing

@testable import Accounts

@Suite struct AvatarNameTests {
    private let hash = KeyedHash(keys: KeySet(secret: [UInt8](repeating: 1, count: 32)), purpose: AvatarName.keyPurpose)
    private let jane = ObjectID.generate()
    private let john = ObjectID.generate()

    private func image(_ seed: UInt8) throws -> CleanImage { try ImageCleaner.clean(TestPicture.png(seed: seed)) }

    @Test func `A name tells the same picture of the same account, to holders of the key`() throws {
        let name = AvatarName(of: try image(1), owner: jane, by: hash)
        #expect(name.names(try image(1), owner: jane, by: hash))
        #expect(!name.names(try image(2), owner: jane, by: hash))
        #expect(!name.names(try image(1), owner: john, by: hash))
        let other = KeyedHash(
            keys: KeySet(secret: [UInt8](repeating: 2, count: 32)), purpose: AvatarName.keyPurpose)
        #expect(!name.names(try image(1), owner: jane, by: other))
    }

    @Test func `No name is made twice`() throws {
        let picture = try image(1)
        let names = Set((0..<100).map { _ in AvatarName(of: picture, owner: jane, by: hash).text })
        #expect(names.count == 100)
    }

    @Test func `An address is read as it was made`() throws {
        let name = AvatarName(of: try image(1), owner: jane, by: hash)
        #expect(AvatarName(path: name.path) == name && AvatarName(name.text) == name)
    }

    @Test(arguments: [
        nil, "", "/uploads/", "/uploads/a.png", "https://example.com/uploads/\(String(repeating: "a", count: 64)).png",
        "/uploads/\(String(repeating: "A", count: 64)).png", "/uploads/\(String(repeating: "a", count: 64)).gif",
        "/uploads/\(String(repeating: "a", count: 64)).png/", "/uploads/\(String(repeating: "a", count: 63)).png",
    ])
    func `Other addresses are no uploads'`(path: String?) {
        #expect(AvatarName(path: path) == nil)
    }
}
