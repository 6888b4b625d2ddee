/// An ordered list of named values, kept as the bytes that MongoDB stores.
///
/// The bytes are always valid, so reading can't fail; nested documents share their outer document's storage. Fields that nobody
/// changes stay byte for byte what they were.
public struct BSONDocument: Sendable {
    /// How deep documents and arrays may be nested, as in MongoDB.
    public static let maximumDepth = 100

    // Two Int32 rather than a slice: a BSONValue fits 16 bytes and its tag, which decoding feels.
    private(set) var storage: [UInt8]
    private let start: Int32
    private var count: Int32

    /// Makes an empty document.
    public init() {
        self.init(trusted: [5, 0, 0, 0, 0])
    }

    /// Makes a document of these elements, in their order.
    ///
    /// - Precondition: No name has a NUL character.
    public init(_ elements: some Sequence<(String, BSONValue)>) {
        self.init()
        for (name, value) in elements { append(name, value) }
    }

    /// Takes bytes that are known to be one valid document.
    init(trusted storage: [UInt8]) {
        self.storage = storage
        start = 0
        count = Int32(storage.count)
    }

    /// Takes a part of `storage` that is known to be one valid document.
    init(trusted storage: [UInt8], start: Int, count: Int) {
        self.storage = storage
        self.start = Int32(start)
        self.count = Int32(count)
    }

    /// Takes bytes after checking all of them: lengths, terminators, types, UTF-8, depth.
    ///
    /// - Throws: `BSONError.malformed`, `.unsupportedType` or `.tooDeep`.
    public init(validating bytes: [UInt8]) throws(BSONError) {
        try BSONValidator.validate(bytes)
        self.init(trusted: bytes)
    }

    /// Copies the bytes and checks them as above.
    public init(validating bytes: ArraySlice<UInt8>) throws(BSONError) {
        try self.init(validating: Array(bytes))
    }

    /// Copies the bytes and checks them as above.
    public init(validating bytes: UnsafeRawBufferPointer) throws(BSONError) {
        try self.init(validating: Array(bytes))
    }

    /// The document as MongoDB stores it; a slice of the storage, not a copy.
    public var bytes: ArraySlice<UInt8> {
        storage[Int(start)..<Int(start) + Int(count)]
    }

    /// How many bytes the document has, 5 when it is empty.
    public var byteCount: Int {
        Int(count)
    }

    /// True when the document has no elements.
    public var isEmpty: Bool {
        count == 5
    }

    /// The first value with this name; looks at one name after the other.
    public subscript(_ name: String) -> BSONValue? {
        var name = name
        return name.withUTF8 { name in
            withUnsafeBytes { bytes in
                var reader = BSONReader(bytes: bytes, offset: Int(start) + 4)
                while let type = reader.readType() {
                    let found = reader.readName()
                    if found.isIdentical(to: UnsafeRawBufferPointer(name)) {
                        return reader.readValue(type, of: self)
                    }
                    reader.skipValue(type)
                }
                return nil
            }
        }
    }

    /// Calls `body` with the whole storage: offsets in it begin with `start`.
    func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        storage.withUnsafeBytes(body)
    }

    var elementsOffset: Int { Int(start) + 4 }

    /// Writes an element in front of the terminator; `body` appends what follows the name.
    mutating func appendElement(_ type: BSONType, _ name: String, _ body: (inout [UInt8]) -> Void) {
        if start != 0 || count != storage.count { self = BSONDocument(trusted: Array(bytes)) }
        storage.removeLast()
        storage.append(type.rawValue)
        storage.append(contentsOf: name.utf8)
        storage.append(0)
        body(&storage)
        storage.append(0)
        precondition(storage.count <= Int32.max, "A document of more than 2 GiB")
        count = Int32(storage.count)
        storage.replaceInt32(at: 0, with: count)
    }
}

extension BSONDocument: Hashable {
    /// True when the bytes are the same, the order of the elements included.
    public static func == (left: BSONDocument, right: BSONDocument) -> Bool {
        left.count == right.count
            && left.bytes.withUnsafeBytes { left in
                right.bytes.withUnsafeBytes { right in left.isIdentical(to: right) }
            }
    }

    /// Hashes the bytes.
    public func hash(into hasher: inout Hasher) {
        bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
}

extension BSONDocument: ExpressibleByDictionaryLiteral {
    /// Makes a document of these elements, in their order.
    public init(dictionaryLiteral elements: (String, BSONValue)...) {
        self.init(elements)
    }
}
