import HTTPTypes

/// What `status` says in an answer.
enum FessStatus: Int {
    case ok = 0
    case badRequest = 1
    case systemError = 2
    case unauthorized = 3

    /// The status of an error.
    init(_ code: ProblemCode) {
        switch code.status.code {
        case 401, 403: self = .unauthorized
        case 500...: self = .systemError
        default: self = .badRequest
        }
    }
}
