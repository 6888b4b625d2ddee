import HTTPTypes
import SocketServer

/// What every answer comes in: `{"response": {"version": …, "status": …, …}}`.
struct FessEnvelope: Sendable {
    /// The program's version.
    let version: String

    /// A success.
    func response(_ members: (inout JSONWriter) -> Void) -> Response {
        var writer = JSONWriter()
        write(.ok, to: &writer, members)
        return Response(status: .ok, fields: [.contentType: "application/json"], body: .bytes(writer.bytes))
    }

    func write(_ status: FessStatus, to writer: inout JSONWriter, _ members: (inout JSONWriter) -> Void) {
        writer.object { writer in
            writer.key("response")
            writer.object { writer in
                writer.key("version")
                writer.string(version)
                writer.key("status")
                writer.integer(status.rawValue)
                members(&writer)
            }
        }
    }

    static func schema(_ name: String, status: ClosedRange<Int> = 0...0, _ members: [Schema.Property]) -> Schema {
        let common: [Schema.Property] = [
            .init(name: "version", schema: .string(), isRequired: true),
            .init(name: "status", schema: .integer(status), isRequired: true),
        ]
        return .named(
            name, .object([.init(name: "response", schema: .object(common + members), isRequired: true)]))
    }
}
