import Accounts
import DocumentStore

/// What a message's field can hold: it writes itself, and says its schema.
protocol JSONWritable: SendableMetatype {
    func write(to writer: inout JSONWriter)
}

extension String: JSONWritable {
    func write(to writer: inout JSONWriter) { writer.string(self) }
}

extension Bool: JSONWritable {
    func write(to writer: inout JSONWriter) { writer.boolean(self) }
}

extension Int64: JSONWritable {
    func write(to writer: inout JSONWriter) { writer.integer(self) }
}

extension ObjectID: JSONWritable {
    func write(to writer: inout JSONWriter) { writer.plainString { appendHexadecimal(to: &$0) } }
}

extension Instant: JSONWritable {
    func write(to writer: inout JSONWriter) { writer.plainString { appendRFC3339(to: &$0) } }
}

extension Array: JSONWritable where Element: JSONWritable {
    func write(to writer: inout JSONWriter) {
        writer.array { writer in
            for element in self { element.write(to: &writer) }
        }
    }
}

extension [String: String]: JSONWritable {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            for (key, value) in inOrder {
                writer.key(key)
                writer.string(value)
            }
        }
    }
}
