import HTTPTypes
import SocketServer

extension RouteTable.Match {
    /// The route of the method, and its metrics; HEAD is answered by GET's (RFC 9110 §9.3.2).
    func route(for method: HTTPRequest.Method) -> (route: Route, metrics: RouteMetrics)? {
        let method = method == .head ? .get : method
        return routes.firstIndex { $0.method == method }.map { (routes[$0], metrics[$0]) }
    }

    /// Whether every route of the path looks at who calls.
    var looksAtCallers: Bool { routes.allSatisfy { $0.access != .anonymous } }

    /// What a method without a route is answered: OPTIONS with the methods there are, others with 405.
    func answerWithoutRoute(_ method: HTTPRequest.Method) throws(APIError) -> Response {
        guard method == .options else { throw .methodNotAllowed(allowed) }
        return Response(
            status: .noContent, fields: [.allow: allowed.map(\.rawValue).joined(separator: ", ")], body: .none)
    }

    private var allowed: [HTTPRequest.Method] {
        let methods = routes.map(\.method)
        return methods + (methods.contains(.get) ? [.head] : []) + [.options]
    }
}

extension Route {
    /// The path's parameters by their names.
    ///
    /// - Throws: `APIError.routeNotFound` where one is no proper percent-encoded UTF-8.
    func parameters(_ values: [Substring]) throws(APIError) -> [String: String] {
        guard !values.isEmpty else { return [:] }
        var parameters: [String: String] = [:]
        for (name, value) in zip(parameterNames, values) {
            guard let text = PercentEncoding.decode(value.utf8) else { throw .routeNotFound }
            parameters[name] = text
        }
        return parameters
    }
}
