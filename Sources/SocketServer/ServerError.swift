import Glibc

/// Why a server did not start.
public enum ServerError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Another process listens at the address.
    case addressInUse
    /// The process may not use the port or the path.
    case accessDenied
    /// The address can't be resolved, or a port or path is out of bounds; with the reason.
    case badAddress(String)
    /// `start()` was called a second time.
    case alreadyStarted
    /// A system call failed; with its name and `errno`.
    case system(call: String, errno: Int32)

    init(call: String, errno code: Int32) {
        self =
            switch code {
            case EADDRINUSE: .addressInUse
            case EACCES, EPERM: .accessDenied
            case EADDRNOTAVAIL: .badAddress(String(cString: strerror(code)))
            default: .system(call: call, errno: code)
            }
    }

    /// One line without a trace.
    public var description: String {
        switch self {
        case .addressInUse: "the address is in use"
        case .accessDenied: "no permission to listen at the address"
        case .badAddress(let reason): "bad address: \(reason)"
        case .alreadyStarted: "the server was started before"
        case .system(let call, let code): "\(call): \(String(cString: strerror(code)))"
        }
    }
}
