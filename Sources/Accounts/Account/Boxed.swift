/// A value behind one reference: what holds it is copied at the cost of one count, however many strings the value has.
@propertyWrapper
public struct Boxed<Value: Sendable>: Sendable {
    private final class Storage: Sendable {
        let value: Value

        init(_ value: Value) {
            self.value = value
        }
    }

    private var storage: Storage

    /// The value; a change of it makes a new box.
    public var wrappedValue: Value {
        // Lends the value, so that reading a part does not copy the whole.
        _read { yield storage.value }
        set { storage = Storage(newValue) }
    }

    /// Boxes a value.
    public init(wrappedValue: Value) {
        storage = Storage(wrappedValue)
    }
}
