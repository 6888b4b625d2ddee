import DocumentStore

/// Documents of all types, the same ones for the same seed.
struct RandomDocuments: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A document of up to eight elements, nested up to `depth` deep.
    mutating func document(depth: Int = 4) -> BSONDocument {
        var document = BSONDocument()
        for index in 0..<Int.random(in: 0...8, using: &self) {
            // The number keeps names apart: extended JSON can't say the same one twice.
            document.append(text(withNUL: false) + "\(index)", value(depth: depth))
        }
        return document
    }

    private mutating func value(depth: Int, inArray: Bool = false) -> BSONValue {
        switch Int.random(in: depth > 0 ? 0...16 : 2...16, using: &self) {
        case 0: .document(document(depth: depth - 1))
        case 1: .array((0..<Int.random(in: 0...4, using: &self)).map { _ in value(depth: depth - 1, inArray: true) })
        case 2: .double(double())
        case 3: .string(text(withNUL: true))
        case 4:
            .binary(
                BSONBinary(
                    bytes(Int.random(in: 0...20, using: &self)),
                    subtype: [0, 4, 5, 128].randomElement(using: &self) ?? 0))
        case 5: .objectID(ObjectID(bytes: bytes(12)) ?? .generate())
        case 6: .bool(.random(using: &self))
        case 7: .dateTime(BSONDateTime(milliseconds: .random(in: .min ... .max, using: &self)))
        case 8: .null
        case 9: .regularExpression(BSONRegularExpression(pattern: text(withNUL: false), options: "im"))
        // libbson ends code at a NUL when it writes JSON, and loses its place when it reads code in an array.
        case 10 where !inArray: .javaScript(text(withNUL: false))
        case 11: .int32(.random(in: .min ... .max, using: &self))
        case 12: .timestamp(next())
        case 13: .int64(.random(in: .min ... .max, using: &self))
        case 14: .minKey
        case 15: .maxKey
        default:
            .decimal128(
                BSONDecimal128(low: UInt64(UInt32.random(in: 0 ... .max, using: &self)), high: 0x3040_0000_0000_0000))
        }
    }

    private mutating func double() -> Double {
        let special = [0, -0.0, .infinity, -.infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 1e21, 0.1, 1]
        return Bool.random(using: &self)
            ? special.randomElement(using: &self) ?? 0 : .random(in: -1e6...1e6, using: &self)
    }

    private mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in .random(in: 0...255, using: &self) }
    }

    private mutating func text(withNUL: Bool) -> String {
        let characters: [Character] = [
            "a", "Z", "$", ".", "\"", "\\", "\n", "\u{1}", "é", "ß", "€", "漢", "😀", "\u{7F}",
        ]
        let all = withNUL ? characters + ["\u{0}"] : characters
        return String((0..<Int.random(in: 0...12, using: &self)).compactMap { _ in all.randomElement(using: &self) })
    }
}
