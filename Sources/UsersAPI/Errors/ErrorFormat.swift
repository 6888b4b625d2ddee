import HTTPTypes
import SocketServer

/// How a dialect words what went wrong.
protocol ErrorFormat: Sendable {
    var contentType: String { get }

    /// The schemas of the bodies, by what they tell of.
    func schema(of code: ProblemCode) -> Schema

    func status(of code: ProblemCode) -> HTTPResponse.Status

    /// The answer's header fields, its content type aside.
    func fields(of problem: Problem) -> HTTPFields

    func write(_ problem: Problem, requestID: String, to writer: inout JSONWriter)
}

extension ErrorFormat {
    var contentType: String { "application/json" }

    func status(of code: ProblemCode) -> HTTPResponse.Status { code.status }

    func fields(of problem: Problem) -> HTTPFields { problem.fields }

    func response(to problem: Problem, requestID: String) -> Response {
        var writer = JSONWriter()
        write(problem, requestID: requestID, to: &writer)
        var fields = fields(of: problem)
        fields[.contentType] = contentType
        return Response(status: status(of: problem.code), fields: fields, body: .bytes(writer.bytes))
    }
}
