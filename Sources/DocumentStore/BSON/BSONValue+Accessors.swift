/// The content where the value has that type, else nil.
extension BSONValue {
    /// A string.
    public var stringValue: String? {
        if case .string(let value) = self { value } else { nil }
    }

    /// An integer of either width.
    public var intValue: Int64? {
        switch self {
        case .int32(let value): Int64(value)
        case .int64(let value): value
        default: nil
        }
    }

    /// A double.
    public var doubleValue: Double? {
        if case .double(let value) = self { value } else { nil }
    }

    /// A boolean.
    public var boolValue: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// An ObjectId.
    public var objectIDValue: ObjectID? {
        if case .objectID(let value) = self { value } else { nil }
    }

    /// A date.
    public var dateTimeValue: BSONDateTime? {
        if case .dateTime(let value) = self { value } else { nil }
    }

    /// A nested document.
    public var documentValue: BSONDocument? {
        if case .document(let value) = self { value } else { nil }
    }

    /// An array.
    public var arrayValue: [BSONValue]? {
        if case .array(let value) = self { value } else { nil }
    }

    /// Bytes with their subtype.
    public var binaryValue: BSONBinary? {
        if case .binary(let value) = self { value } else { nil }
    }
}
