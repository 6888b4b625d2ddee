/// What an answer says: it writes what its schema describes.
protocol ResponseMessage: Sendable {
    static var schema: Schema { get }

    func write(to writer: inout JSONWriter)
}

extension Array: ResponseMessage where Element: ResponseMessage {
    static var schema: Schema { .array(Element.schema) }

    func write(to writer: inout JSONWriter) {
        writer.array { writer in
            for element in self { element.write(to: &writer) }
        }
    }
}
