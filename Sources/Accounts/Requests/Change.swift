/// What a partial update asks of one field.
public enum Change<Value: Sendable>: Sendable {
    /// The field was not mentioned.
    case keep
    /// The field was set to null.
    case clear
    /// The field has a new value.
    case set(Value)

    /// The new value, if there is one.
    public var value: Value? {
        if case .set(let value) = self { value } else { nil }
    }
}

extension Change: Equatable where Value: Equatable {}
