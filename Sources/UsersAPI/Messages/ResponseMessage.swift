/// What an answer says: it writes what its schema describes.
protocol ResponseMessage: JSONWritable, Sendable {
    static var schema: Schema { get }
}

extension Array: ResponseMessage where Element: ResponseMessage {
    static var schema: Schema { .array(Element.schema) }
}
