/// A response as a `TestClient` read it.
struct TestResponse {
    /// The status line and the fields, with their CRLFs.
    let head: String
    var body: [UInt8] = []
    var chunks: [[UInt8]] = []

    init(head: String) {
        self.head = head
    }

    var status: Int { head.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0 }
    var text: String { String(decoding: body, as: UTF8.self) }

    /// The value of a field, its name in lower case.
    subscript(name: String) -> String? {
        for line in head.split(separator: "\r\n").dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.first?.lowercased() == name { return parts.last.map { String($0.drop { $0 == " " }) } }
        }
        return nil
    }
}
