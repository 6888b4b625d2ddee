import DocumentStore
import Testing

@Suite("BSON corpus")
struct BSONCorpusTests {
    /// The files with types that the format deprecates and this codec refuses, and the type that is met first.
    /// `multi-type` has one document with all types, code with scope among them.
    private let deprecated: [String: UInt8] = [
        "code_w_scope": 0x0F, "dbpointer": 0x0C, "multi-type": 0x0F, "multi-type-deprecated": 0x0E, "symbol": 0x0E,
        "undefined": 0x06,
    ]

    @Test("Valid documents are read, and written again byte by byte")
    func validDocuments() throws {
        var count = 0
        for file in try BSONCorpus.files() where deprecated[file.name] == nil {
            for example in file.valid {
                let bytes = BSONCorpus.bytes(example.canonical_bson)
                let document = try #require(
                    try? BSONDocument(validating: bytes), "\(file.name): \(example.description)")
                #expect(Array(document.bytes) == bytes)
                #expect(rebuilt(document) == document, "\(file.name): \(example.description)")
                try document.checkStorable()
                count += 1
            }
        }
        #expect(count > 700)
    }

    @Test("Documents in other than the canonical encoding are read")
    func degenerateDocuments() throws {
        for file in try BSONCorpus.files() where deprecated[file.name] == nil {
            for example in file.valid {
                guard let degenerate = example.degenerate_bson else { continue }
                let document = try BSONDocument(validating: BSONCorpus.bytes(degenerate))
                #expect(Array(rebuilt(document).bytes) == BSONCorpus.bytes(example.canonical_bson))
            }
        }
    }

    @Test("Broken documents are refused")
    func brokenDocuments() throws {
        var count = 0
        for file in try BSONCorpus.files() {
            for example in file.decodeErrors {
                #expect(throws: BSONError.self, "\(file.name): \(example.description)") {
                    try BSONDocument(validating: BSONCorpus.bytes(example.bson))
                }
                count += 1
            }
        }
        #expect(count > 60)
    }

    @Test("Deprecated types are refused by their name")
    func deprecatedTypes() throws {
        for file in try BSONCorpus.files() {
            guard let type = deprecated[file.name] else { continue }
            for example in file.valid {
                #expect(throws: BSONError.unsupportedType(type), "\(file.name): \(example.description)") {
                    try BSONDocument(validating: BSONCorpus.bytes(example.canonical_bson))
                }
            }
        }
    }

    /// The document, put together again out of its elements.
    private func rebuilt(_ document: BSONDocument) -> BSONDocument {
        BSONDocument(document.map { ($0.name, rebuilt($0.value)) })
    }

    private func rebuilt(_ value: BSONValue) -> BSONValue {
        switch value {
        case .document(let document): .document(rebuilt(document))
        case .array(let values): .array(values.map(rebuilt))
        default: value
        }
    }
}
