/// `{}`: an answer that says it all by its status.
struct DjoserEmptyMessage: ResponseMessage {
    static let schema = Schema.object([])

    func write(to writer: inout JSONWriter) {
        writer.object { _ in }
    }
}
