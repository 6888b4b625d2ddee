import DocumentStore
import Testing

@Suite struct LibBSONCrossCheckTests {
    @Test(arguments: 0..<8)
    func whatSwiftWritesLibBSONReads(seed: Int) throws {
        var random = RandomDocuments(seed: UInt64(seed))
        for _ in 0..<250 {
            let document = random.document()
            let bytes = Array(document.bytes)
            #expect(LibBSON.validates(bytes))
            // By way of extended JSON every value is decoded and encoded by libbson.
            let json = try #require(LibBSON.json(bytes))
            let isSame = LibBSON.bytes(json: json) == bytes
            #expect(isSame, "\(json)")
        }
    }

    @Test(arguments: 8..<16)
    func whatLibBSONWritesSwiftReads(seed: Int) throws {
        var random = RandomDocuments(seed: UInt64(seed))
        for _ in 0..<250 {
            let document = random.document()
            let json = try #require(LibBSON.json(Array(document.bytes)))
            let read = try BSONDocument(validating: #require(LibBSON.bytes(json: json)))
            let isSame = Array(read) == Array(document)
            #expect(isSame, "\(json)")
            let rewritten = BSONDocument(read.map { ($0.name, $0.value) })
            let isRewrittenAlike = rewritten == read
            #expect(isRewrittenAlike, "\(json)")
        }
    }

    @Test func bothReadTheSameValues() throws {
        let json = """
            {"d":{"$numberDouble":"-1.5"},"s":"gr\\u00fc\\u00df \\ud83d\\ude00","o":{"x":{"$numberInt":"1"}},
            "a":[{"$numberInt":"1"},"b",[]],"b":{"$binary":{"base64":"AQID","subType":"80"}},
            "i":{"$oid":"0102030405060708090a0b0c"},"t":true,"f":false,"w":{"$date":{"$numberLong":"-1"}},"n":null,
            "r":{"$regularExpression":{"pattern":"^a","options":"im"}},"j":{"$code":"f()"},
            "l":{"$numberLong":"9223372036854775807"},"ts":{"$timestamp":{"t":1,"i":2}},
            "dec":{"$numberDecimal":"1"},"min":{"$minKey":1},"max":{"$maxKey":1}}
            """
        let id = try #require(ObjectID(hex: "0102030405060708090a0b0c"))
        let expected: BSONDocument = [
            "d": -1.5, "s": "grüß 😀", "o": ["x": .int32(1)], "a": [.int32(1), "b", .array([])],
            "b": .binary(BSONBinary([1, 2, 3], subtype: 0x80)), "i": .objectID(id), "t": true, "f": false,
            "w": .dateTime(BSONDateTime(milliseconds: -1)), "n": .null,
            "r": .regularExpression(BSONRegularExpression(pattern: "^a", options: "im")), "j": .javaScript("f()"),
            "l": .int64(.max), "ts": .timestamp(1 << 32 | 2),
            "dec": .decimal128(BSONDecimal128(low: 1, high: 0x3040_0000_0000_0000)), "min": .minKey, "max": .maxKey,
        ]
        let written = try #require(LibBSON.bytes(json: json))
        #expect(try BSONDocument(validating: written) == expected)
        #expect(Array(expected.bytes) == written)
    }

    @Test func bothRefuseCutAndChangedBytes() throws {
        var random = RandomDocuments(seed: 99)
        for _ in 0..<50 {
            let bytes = Array(random.document(depth: 2).bytes)
            for length in 0..<bytes.count where length > 0 {
                #expect(throws: BSONError.self) { try BSONDocument(validating: Array(bytes[..<length])) }
                #expect(!LibBSON.validates(Array(bytes[..<length])))
            }
        }
    }

    @Test func whatSwiftTakesOfDamagedBytesLibBSONTakesToo() throws {
        var random = RandomDocuments(seed: 100)
        for _ in 0..<5000 {
            var bytes = Array(random.document(depth: 2).bytes)
            let index = Int.random(in: 0..<bytes.count, using: &random)
            bytes[index] = UInt8.random(in: 0...255, using: &random)
            if (try? BSONDocument(validating: bytes)) != nil {
                #expect(LibBSON.validates(bytes), "\(bytes)")
            }
        }
    }
}
