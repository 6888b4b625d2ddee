import Accounts
import HTTPTypes

/// Errors as Fess words them: `status` and `message` in the envelope of every answer.
struct FessErrors: ErrorFormat {
    let compatibility: FessCompatibility
    let envelope: FessEnvelope
    func status(of code: ProblemCode) -> HTTPResponse.Status {
        switch (compatibility, FessStatus(code)) {
        case (.server, .unauthorized): return .ok
        case (.server, .badRequest): return .badRequest
        default:
            switch code {
            case .validationFailed, .currentPasswordRequired: return .badRequest
            case .versionMismatch: return .conflict
            default: return code.status
            }
        }
    }

    func schema(of code: ProblemCode) -> Schema { Self.schema }

    func write(_ problem: Problem, requestID: String, to writer: inout JSONWriter) {
        envelope.write(FessStatus(problem.code), to: &writer) { writer in
            writer.key("message")
            writer.string(message(of: problem))
        }
    }

    private func message(of problem: Problem) -> String {
        switch problem.code {
        case .validationFailed where !problem.errors.isEmpty:
            problem.errors.map(\.fessMessage).joined(separator: " ")
        case .versionMismatch: "The user has changed since this \"versionNo\". Read it again."
        case .ownAccount: "Administrators can't delete their own account here."
        default: problem.detail
        }
    }

    private static let schema = FessEnvelope.schema(
        "FessError", status: 1...3, [.init(name: "message", schema: .string(), isRequired: true)])
}
