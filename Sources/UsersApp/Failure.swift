import Accounts
import ArgumentParser
import DocumentStore
import Glibc
import SocketServer

/// Why the program ends: one line for the operator, and an exit status of sysexits.h.
enum Failure: Error {
    /// A bad setting.
    case setting(SettingError)
    /// The store or the address can't be had.
    case unavailable(String)
    /// Something may not be read, written or listened on.
    case notPermitted(String)
    /// The command line asks for what can't be.
    case usage(String)
    /// What the services refuse.
    case refused(String)

    private var line: String {
        switch self {
        case .setting(let error): error.line
        case .unavailable(let line), .notPermitted(let line), .usage(let line), .refused(let line): line
        }
    }

    private var status: Int32 {
        switch self {
        case .setting: EX_CONFIG
        case .unavailable: EX_UNAVAILABLE
        case .notPermitted: EX_NOPERM
        case .usage: EX_USAGE
        case .refused: EX_DATAERR
        }
    }

    /// Runs a command; what it throws becomes one line on standard error and an exit status.
    static func exiting(_ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let failure as Failure {
            report(failure.line)
            throw ExitCode(failure.status)
        } catch let error as AccountError {
            report(error.line)
            throw ExitCode(error.status)
        }
    }

    private static func report(_ line: String) {
        let bytes = Array("users: \(line)\n".utf8)
        _ = write(STDERR_FILENO, bytes, bytes.count)
    }
}

extension Failure {
    init(_ error: StoreError, url: String) {
        switch error {
        case .accessDenied(let reason): self = .notPermitted("DATABASE_URL: \(reason)")
        case .unavailable(let reason), .full(let reason): self = .unavailable("DATABASE_URL: \(reason)")
        case .unreadable(let reason), .corrupt(let reason):
            self = .unavailable("DATABASE_URL: \(url) can't be read: \(reason)")
        case .schemaTooNew(let found, let supported):
            self = .unavailable(
                "DATABASE_URL: the store has schema \(found), but this program knows none after \(supported); "
                    + "run a newer one")
        case .restoring:
            self = .unavailable(
                "DATABASE_URL: \(url) has a part of a backup; when no restore is running, "
                    + "run \"users store restore\" again with the same file")
        case .duplicateKey(let index):
            self = .unavailable("DATABASE_URL: the store has documents that share a key of the index \(index)")
        case .overloaded, .cancelled, .closed, .documentTooLarge:
            self = .unavailable("DATABASE_URL: the store does not answer (\(error))")
        }
    }

    init(_ error: ServerError, settings: Settings) {
        switch error {
        case .addressInUse:
            self = .unavailable(
                "PORT: \(settings.addressDescription) is taken by another program; choose another one")
        case .accessDenied: self = .notPermitted("PORT: \(settings.addressDescription) may not be listened on")
        case .badAddress(let reason):
            self = .setting(
                SettingError(
                    "HOST", "can't be listened on (\(reason))", accepts: "an address of this machine or unix:/path"))
        case .system, .alreadyStarted: self = .unavailable("\(settings.addressDescription): \(error)")
        }
    }
}

extension AccountError {
    fileprivate var status: Int32 {
        switch self {
        case .unavailable: EX_UNAVAILABLE
        case .broken: EX_SOFTWARE
        default: EX_DATAERR
        }
    }

    /// The error in a line for the operator.
    fileprivate var line: String {
        switch self {
        case .invalid(let problems): problems.map { "\($0.field): \($0.message)" }.joined(separator: " ")
        case .emailTaken: "the e-mail address belongs to another account"
        case .usernameTaken: "the user name belongs to another account"
        case .lastAdmin: "this is the last active administrator of its namespace, who stays"
        case .unavailable(let reason), .broken(let reason): reason
        default: "\(self)"
        }
    }
}
