import DocumentStore

extension BSONDocument {
    /// A document of one element.
    init(_ name: String, _ value: BSONValue) {
        self.init()
        append(name, value)
    }

    /// The condition that all of `conditions` hold.
    static func all(_ conditions: [BSONDocument]) -> BSONDocument {
        switch conditions.count {
        case 0: [:]
        case 1: conditions[0]
        default: ["$and": .array(conditions.map { .document($0) })]
        }
    }
}
