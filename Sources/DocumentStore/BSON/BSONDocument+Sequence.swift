extension BSONDocument: Sequence {
    /// Walks over the elements.
    public struct Iterator: IteratorProtocol {
        private let document: BSONDocument
        private var offset: Int

        init(_ document: BSONDocument) {
            self.document = document
            offset = document.elementsOffset
        }

        /// The next element.
        public mutating func next() -> BSONElement? {
            document.withUnsafeBytes { bytes in
                var reader = BSONReader(bytes: bytes, offset: offset)
                guard let type = reader.readType() else { return nil }
                let name = String(decoding: reader.readName(), as: UTF8.self)
                let value = reader.readValue(type, of: document)
                offset = reader.offset
                return BSONElement(name: name, value: value)
            }
        }
    }

    /// The elements in their order.
    public func makeIterator() -> Iterator {
        Iterator(self)
    }

    /// Zero; counting would be a walk.
    public var underestimatedCount: Int { 0 }
}
