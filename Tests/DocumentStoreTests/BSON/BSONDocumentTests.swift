import DocumentStore
import Testing

@Suite("BSONDocument")
struct BSONDocumentTests {
    private let account: BSONDocument = [
        "name": "Jane", "age": 42, "tags": ["a", "b"], "session": ["id": "s1", "open": true], "gone": .null,
    ]

    @Test("A value is found by its name, the first of several")
    func lookUp() {
        var document = account
        document.append("name", "John")
        #expect(document["name"] == "Jane")
        #expect(document["age"]?.intValue == 42)
        #expect(document["tags"] == ["a", "b"])
        #expect(document["session"]?.documentValue?["open"] == true)
        #expect(document["gone"] == .null)
        #expect(document["nam"] == nil)
        #expect(document["names"] == nil)
        #expect(document[""] == nil)
    }

    @Test("A nested document can be changed without its outer one")
    func nestedDocuments() throws {
        var session = try #require(account["session"]?.documentValue)
        #expect(session.byteCount == session.bytes.count)
        session.append("more", 1)
        #expect(session == ["id": "s1", "open": true, "more": 1])
        #expect(account["session"] == ["id": "s1", "open": true])
    }

    @Test("A truncated or prolonged document is refused, wherever it is cut")
    func truncated() throws {
        let bytes = Array(account.bytes)
        for length in 0..<bytes.count {
            #expect(throws: BSONError.self) { try BSONDocument(validating: Array(bytes.prefix(length))) }
            // Also when the outer length is honest.
            var shorter = Array(bytes.prefix(length))
            guard length >= 5 else { continue }
            shorter[0] = UInt8(length)
            shorter[length - 1] = 0
            _ = try? BSONDocument(validating: shorter).map { $0 }
        }
        #expect(throws: BSONError.self) { try BSONDocument(validating: bytes + [0]) }
    }

    @Test("Any single changed byte is either refused or can be read to its end")
    func corrupted() {
        let bytes = Array(account.bytes)
        for offset in bytes.indices {
            for value in UInt8.min...UInt8.max {
                var changed = bytes
                changed[offset] = value
                guard let document = try? BSONDocument(validating: changed) else { continue }
                #expect(document.map { $0.name }.count <= bytes.count)
            }
        }
    }

    @Test("Nesting is limited when reading and when storing", arguments: [99, 100, 101, 10_000])
    func nesting(depth: Int) {
        var document = BSONDocument()
        for _ in 1..<depth { document = ["a": .document(document)] }
        if depth <= BSONDocument.maximumDepth {
            #expect(throws: Never.self) { try BSONDocument(validating: document.bytes) }
            #expect(throws: Never.self) { try document.checkStorable() }
        } else {
            #expect(throws: BSONError.tooDeep) { try BSONDocument(validating: document.bytes) }
            #expect(throws: StoreError.documentTooLarge) { try document.checkStorable() }
        }
    }

    @Test("A document is storable up to 16 MiB less 16 KiB")
    func size() {
        let room = BSONDocument.maximumStoredByteCount - (["a": .binary(BSONBinary([]))] as BSONDocument).byteCount
        let largest: BSONDocument = ["a": .binary(BSONBinary(Array(repeating: 0, count: room)))]
        let larger: BSONDocument = ["a": .binary(BSONBinary(Array(repeating: 0, count: room + 1)))]
        #expect(throws: Never.self) { try largest.checkStorable() }
        #expect(throws: StoreError.documentTooLarge) { try larger.checkStorable() }
    }

    @Test("A name with a NUL character is refused where names come from outside")
    func names() throws {
        var document = BSONDocument()
        #expect(throws: BSONError.invalidName) { try document.append(checking: "a\0b", 1) }
        try document.append(checking: "ä", 1)
        #expect(document == ["ä": 1])
    }

    @Test(
        "Names and strings must be UTF-8", arguments: [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x9F, 0x98]])
    func text(invalid: [UInt8]) {
        let padding = Array("12345678é".utf8)
        for bytes in [padding + invalid, invalid + padding] {
            var name = [UInt8]([0, 0, 0, 0, 0x0A]) + bytes + [0, 0]
            name[0] = UInt8(name.count)
            #expect(throws: BSONError.self) { try BSONDocument(validating: name) }
            var string = [0, 0, 0, 0, 0x02, 0x61, 0, UInt8(bytes.count + 1), 0, 0, 0] + bytes + [0, 0]
            string[0] = UInt8(string.count)
            #expect(throws: BSONError.self) { try BSONDocument(validating: string) }
        }
    }
}
