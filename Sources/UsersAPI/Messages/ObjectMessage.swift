/// An answer that is one object of declared fields, which write it and describe it.
protocol ObjectMessage: ResponseMessage {
    /// What the fields are written of.
    associatedtype Source

    /// What the document calls the object.
    static var schemaName: String { get }
    static var fields: [OutputField<Source>] { get }

    var source: Source { get }
}

extension ObjectMessage {
    static var schema: Schema { .named(schemaName, .object(fields.map(\.property))) }

    func write(to writer: inout JSONWriter) {
        let source = source
        writer.object { writer in
            for field in Self.fields { field.write(source, &writer) }
        }
    }
}

extension ObjectMessage where Source == Self {
    var source: Self { self }
}
