import HTTPTypes
import TestSupport

@testable import UsersAPI

/// A request that succeeds when whoever may make it makes it.
struct AccessRequest: Sendable {
    let method: HTTPRequest.Method
    let path: String
    var members: [String: JSONValue]?
    /// A file, where the route takes one.
    var form: TestForm?

    init(_ route: Route, _ path: String? = nil, _ members: [String: JSONValue]? = nil, form: TestForm? = nil) {
        method = route.method
        self.path = path ?? route.path
        self.members = members
        self.form = form
    }

    /// Whether nothing changes by it.
    var isSafe: Bool { method == .get }

    /// The header fields of a request by this caller, body aside.
    func fields(by caller: AccessCaller) -> [HTTPField.Name: String] {
        var fields: [HTTPField.Name: String] = [:]
        if let token = caller.token { fields[.authorization] = "Bearer \(token)" }
        if let id = caller.id, path.hasPrefix("/users") { fields[.xCustomerID] = id }
        return fields
    }
}

extension TestClient {
    /// Sends a request by a caller of the matrix.
    func send(_ request: AccessRequest, by caller: AccessCaller) async throws -> Answer {
        var fields = request.fields(by: caller)
        guard let form = request.form else {
            return try await send(
                request.method, request.path, request.members.map(JSONValue.object), fields: fields)
        }
        fields[.contentType] = TestForm.contentType
        return try await send(request.method, request.path, bytes: form.bytes, fields: fields)
    }
}
