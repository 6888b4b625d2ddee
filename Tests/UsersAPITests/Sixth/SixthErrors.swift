import Accounts

@testable import UsersAPI

/// Errors as the sixth dialect words them: `{"oops": …}`.
struct SixthErrors: ErrorFormat {
    func schema(of code: ProblemCode) -> Schema {
        .named("SixthError", .object([.init(name: "oops", schema: .string(), isRequired: true)]))
    }

    func write(_ problem: Problem, requestID: String, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("oops")
            writer.string(problem.errors.first.map { "\($0.field): \($0.message)" } ?? problem.detail)
        }
    }
}
