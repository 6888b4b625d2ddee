/// JSON as it is stored.
struct StoredJSON: JSONWritable {
    let text: String

    func write(to writer: inout JSONWriter) { writer.raw(text) }
}
