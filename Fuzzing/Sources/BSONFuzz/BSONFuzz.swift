import CMongo
import FuzzSupport

@testable import DocumentStore

/// Bytes that are tried as a document, as one with its outermost length put right, and as instructions of which a document is made.
///
/// What is accepted must be valid to libbson too, and read, written and read again without a difference; what is made must be
/// accepted.
@main
enum BSONFuzz: FuzzTarget {
    static func test(_ input: FuzzInput) {
        var (input, instructions) = (input, input)
        let bytes = input.remainder()
        check(bytes)
        if bytes.count >= 5 { check(withLength(bytes)) }

        let made = BSONDocument(makingOf: &instructions, depth: 4)
        guard let read = try? BSONDocument(validating: Array(made.bytes)) else {
            fail("not accepted: \(made.bytes)")
        }
        require(read == made && read.rebuilt == made, "written otherwise: \(made.bytes)")
        check(Array(made.bytes))
    }

    private static func check(_ bytes: [UInt8]) {
        guard let document = try? BSONDocument(validating: bytes) else { return }
        require(document.bytes.elementsEqual(bytes))
        require(isValidToLibbson(bytes), "libbson refuses \(bytes)")
        require(document.storageFlaw == nil)

        // An array's names are counted anew, so only what was written once stays the same.
        let rebuilt = document.rebuilt
        guard let again = try? BSONDocument(validating: Array(rebuilt.bytes)) else {
            fail("\(bytes) was written as \(rebuilt.bytes)")
        }
        require(again.rebuilt == rebuilt)
        var names: Set<[UInt8]> = []
        for element in document where names.insert(Array(element.name.utf8)).inserted {
            let found = document[element.name].map { BSONDocument([(element.name, $0)]) }
            require(found == BSONDocument([(element.name, element.value)]), "\(element.name) of \(bytes)")
        }
    }

    private static func isValidToLibbson(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return false }
            return cmongo_bson_validate(cmongo_document(data: start, length: buffer.count))
        }
    }

    private static func withLength(_ input: [UInt8]) -> [UInt8] {
        var bytes = input
        bytes.replaceInt32(at: 0, with: Int32(bytes.count))
        bytes[bytes.count - 1] = 0
        return bytes
    }
}

extension BSONDocument {
    /// The document written anew, element by element, as deep as it goes.
    fileprivate var rebuilt: BSONDocument {
        BSONDocument(map { ($0.name, $0.value.rebuilt) })
    }
}

extension BSONValue {
    fileprivate var rebuilt: BSONValue {
        switch self {
        case .document(let document): .document(document.rebuilt)
        case .array(let values): .array(values.map(\.rebuilt))
        default: self
        }
    }
}
