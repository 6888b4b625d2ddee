/// What an answer can tell of an account where it is set; dialects differ in what they say where it is not.
struct AccountDetail<Value: JSONWritable & Sendable>: Sendable {
    var name: String
    let schema: Schema
    var example: String?
    let value: @Sendable (AccountView) -> Value?

    init(_ name: String, _ schema: Schema, example: String? = nil, _ value: @escaping @Sendable (AccountView) -> Value?)
    {
        self.name = name
        self.schema = schema
        self.example = example
        self.value = value
    }

    /// Null where it is not set.
    var orNull: OutputField<AccountView> { .orNull(name, schema, example: example, value) }

    /// Left out where it is not set.
    var whenSet: OutputField<AccountView> { .whenSet(name, schema, value) }

    /// Another value where it is not set.
    func or(_ other: Value) -> OutputField<AccountView> {
        let value = value
        return .always(name, schema, example: example) { value($0) ?? other }
    }

    func named(_ name: String) -> AccountDetail {
        var detail = self
        detail.name = name
        return detail
    }

    func like(_ example: String) -> AccountDetail {
        var detail = self
        detail.example = example
        return detail
    }
}
