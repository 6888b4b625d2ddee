import DocumentStore
import Testing

@Suite("ObjectID")
struct ObjectIDTests {
    @Test("24 hexadecimal digits of either case are read, and written in lower case")
    func hex() throws {
        let id = try #require(ObjectID(hex: "507F1f77bcf86cd799439011"))
        #expect(id.description == "507f1f77bcf86cd799439011")
        #expect(id.bytes == [0x50, 0x7F, 0x1F, 0x77, 0xBC, 0xF8, 0x6C, 0xD7, 0x99, 0x43, 0x90, 0x11])
        #expect(ObjectID(bytes: id.bytes) == id)
        #expect(id.createdAt == BSONDateTime(milliseconds: 1_350_508_407_000))
    }

    @Test(
        "Anything else is not an id",
        arguments: [
            "", "507f1f77bcf86cd79943901", "507f1f77bcf86cd7994390111", "507f1f77bcf86cd79943901g",
            "５07f1f77bcf86cd799439011",
        ])
    func notHex(text: String) {
        #expect(ObjectID(hex: text) == nil)
    }

    @Test("Ids made at once in many tasks are all different and carry the time")
    func generate() async {
        let ids = await withTaskGroup(of: [ObjectID].self) { group in
            for _ in 0..<8 { group.addTask { (0..<1000).map { _ in ObjectID.generate() } } }
            return await group.reduce(into: Set<ObjectID>()) { $0.formUnion($1) }
        }
        #expect(ids.count == 8000)
        for id in ids { #expect(BSONDateTime.now - id.createdAt < .seconds(30)) }
    }

    @Test("Ids sort as their bytes do")
    func order() {
        let texts = [
            "000000000000000000000001", "0000000000000000000000ff", "000000010000000000000000",
            "ff0000000000000000000000",
        ]
        #expect(texts.reversed().compactMap { ObjectID(hex: $0) }.sorted().map(\.description) == texts)
    }
}
