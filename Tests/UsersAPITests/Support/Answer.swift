import HTTPTypes
import SocketServer
import Synchronization
import Testing

@testable import UsersAPI

/// A response, read whole.
struct Answer: Sendable {
    let status: HTTPResponse.Status
    let fields: HTTPFields
    let bytes: [UInt8]

    init(_ response: Response) async throws {
        status = response.status
        fields = HTTPFields(response.fields + response.fixedFields.flatMap(\.fields))
        switch response.body {
        case .none: bytes = []
        case .bytes(let bytes): self.bytes = bytes
        case .stream(_, let write):
            let written = Mutex<[UInt8]>([])
            try await write(ResponseWriter { bytes in written.withLock { $0 += bytes } })
            bytes = written.withLock { $0 }
        }
    }

    /// The body as JSON, its preferences as they are where they have numbers beyond any type; null when it is none.
    var json: JSONValue {
        (try? JSONValue(parsing: bytes)) ?? (try? JSONValue(parsing: bytes, keeping: ["preferences"])) ?? .null
    }

    /// The problem's code.
    var code: String? { json["code"]?.text }

    /// The fields that a validation error names.
    var problemFields: [String] {
        guard case .array(let errors) = json["errors"] else { return [] }
        return errors.compactMap { $0["field"]?.text }
    }
}

extension JSONValue {
    subscript(key: String) -> JSONValue? {
        if case .object(let members) = self { members[key] } else { nil }
    }

    var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    var elements: [JSONValue] {
        if case .array(let elements) = self { elements } else { [] }
    }
}
