import Accounts
import HTTPTypes

/// The native dialect's errors: `application/problem+json` (RFC 9457).
struct NativeErrors: ErrorFormat {
    let contentType = "application/problem+json"

    func schema(of code: ProblemCode) -> Schema { Self.schema }

    func write(_ problem: Problem, requestID: String, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("type")
            writer.string("about:blank")
            writer.key("title")
            writer.string(problem.code.status.reasonPhrase)
            writer.key("status")
            writer.integer(problem.code.status.code)
            writer.key("detail")
            writer.string(problem.detail)
            writer.key("code")
            writer.string(problem.code.text)
            writer.key("request_id")
            writer.string(requestID)
            if !problem.errors.isEmpty {
                writer.key("errors")
                writer.array { writer in
                    for error in problem.errors { write(error, to: &writer) }
                }
            }
        }
    }

    private func write(_ error: FieldProblem, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("field")
            writer.string(error.field)
            writer.key("code")
            writer.string(error.code.rawValue)
            writer.key("message")
            writer.string(error.message)
        }
    }

    private static let schema = Schema.named(
        "Problem",
        .object([
            .init(name: "type", schema: .string(), isRequired: true),
            .init(name: "title", schema: .string(), isRequired: true),
            .init(name: "status", schema: .integer(400...599), isRequired: true),
            .init(name: "detail", schema: .string(), isRequired: true),
            .init(name: "code", schema: .enumeration(ProblemCode.texts), isRequired: true),
            .init(name: "request_id", schema: .string(), isRequired: true),
            .init(name: "errors", schema: .array(fieldSchema), isRequired: false),
        ]))

    private static let fieldSchema = Schema.object([
        .init(name: "field", schema: .string(), isRequired: true),
        .init(
            name: "code", schema: .enumeration(FieldProblem.Code.allCases.map(\.rawValue)), isRequired: true),
        .init(name: "message", schema: .string(), isRequired: true),
    ])
}
