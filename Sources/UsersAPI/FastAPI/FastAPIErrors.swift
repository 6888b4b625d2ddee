import Accounts
import HTTPTypes

/// Errors as FastAPI words them: `{"detail": …}`, for a message that breaks rules a list in the manner of Pydantic 2.
struct FastAPIErrors: ErrorFormat {
    /// What `detail` says where the dialect's origin has words of its own.
    let details: [ProblemCode: String]
    func status(of code: ProblemCode) -> HTTPResponse.Status {
        switch code {
        case .malformedJSON, .bodyRequired: .unprocessableContent
        default: code.status
        }
    }

    func schema(of code: ProblemCode) -> Schema {
        status(of: code) == .unprocessableContent ? Self.validationSchema : Self.detailSchema
    }

    func write(_ problem: Problem, requestID: String, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("detail")
            guard status(of: problem.code) == .unprocessableContent else {
                writer.string(details[problem.code] ?? problem.detail)
                return
            }
            let items = ValidationItem.items(of: problem)
            writer.array { writer in
                for item in items { item.write(to: &writer) }
            }
        }
    }

    private static let detailSchema = Schema.named(
        "Detail", .object([.init(name: "detail", schema: .string(), isRequired: true)]))

    private static let validationSchema = Schema.named(
        "ValidationError",
        .object([.init(name: "detail", schema: .array(ValidationItem.schema), isRequired: true)]))
}
