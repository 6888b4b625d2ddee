/// A member's name with its quotes and colon, made once and written many times.
struct JSONKey: Sendable {
    let bytes: [UInt8]

    init(_ name: String) {
        var writer = JSONWriter(capacity: name.utf8.count + 3)
        writer.key(name)
        bytes = writer.bytes
    }
}
