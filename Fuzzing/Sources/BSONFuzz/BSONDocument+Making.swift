import FuzzSupport

@testable import DocumentStore

extension BSONDocument {
    /// Makes a document as the bytes say: a type, a name and a value at a time.
    init(makingOf input: inout FuzzInput, depth: Int) {
        self.init()
        while !input.isEmpty {
            let kind = input.byte()
            guard kind != 0 else { return }
            let value = BSONValue(kind: kind, makingOf: &input, depth: depth)
            // A name with a NUL is refused, and nothing written.
            try? append(checking: input.text(), value)
        }
    }
}

extension BSONValue {
    /// Makes a value as the bytes say, of the type that `kind` chooses.
    init(kind: UInt8, makingOf input: inout FuzzInput, depth: Int) {
        self =
            switch kind % 19 {
            case 1: .double(Double(bitPattern: input.integer()))
            case 2: .string(input.text())
            case 3 where depth > 0: .document(BSONDocument(makingOf: &input, depth: depth - 1))
            case 4 where depth > 0:
                .array(
                    (0..<input.byte() % 12).map { _ in
                        BSONValue(kind: input.byte(), makingOf: &input, depth: depth - 1)
                    })
            case 5: .binary(BSONBinary(input.block()))
            case 6: .binary(BSONBinary(input.block(), subtype: max(3, input.byte())))
            case 7: .objectID(ObjectID(bytes: input.bytes(12)) ?? .generate())
            case 8: .bool(input.byte() & 1 == 1)
            case 9: .dateTime(BSONDateTime(milliseconds: input.integer()))
            case 10: .regularExpression(BSONRegularExpression(pattern: input.plainText(), options: input.plainText()))
            case 11: .javaScript(input.text())
            case 12: .int32(input.integer())
            case 13: .timestamp(input.integer())
            case 14: .int64(input.integer())
            case 15: .decimal128(BSONDecimal128(low: input.integer(), high: input.integer()))
            case 16: .minKey
            case 17: .maxKey
            default: .null
            }
    }
}

extension FuzzInput {
    fileprivate mutating func block() -> [UInt8] { bytes(Int(byte())) }

    fileprivate mutating func text() -> String { String(decoding: block(), as: UTF8.self) }

    /// A text without NUL.
    fileprivate mutating func plainText() -> String { String(decoding: block().filter { $0 != 0 }, as: UTF8.self) }
}
