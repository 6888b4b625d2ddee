import HTTPTypes
import SocketServer

extension APIError {
    init(_ error: RequestBodyError) {
        switch error {
        case .tooLarge(let limit): self = .bodyTooLarge(limit: limit)
        case .timedOut: self = .bodyTooSlow
        case .malformed: self = .refused(.badRequest)
        case .disconnected: self = .disconnected
        }
    }
}
