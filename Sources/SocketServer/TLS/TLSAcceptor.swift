import Synchronization
import ThreadPool

/// Encrypts a server's connections: has the identity that new ones get, and the threads that shake hands.
final class TLSAcceptor: Sendable {
    /// Handshakes that may wait for a thread; the clients of further ones are let go.
    private static let queueLimit = 4096

    private let identity: Mutex<TLSIdentity>
    private let pool: ThreadPool

    init(_ identity: TLSIdentity, threads: Int) {
        self.identity = Mutex(identity)
        // A flood of handshakes yields to the loops, whose clients have theirs behind them.
        pool = ThreadPool(name: "tls", threads: threads, queueLimit: Self.queueLimit, niceness: 10)
    }

    /// Makes the session of a new client; nil without memory for it.
    func makeSession(over socket: Int32) -> TLSSession? {
        TLSSession(identity.withLock { $0 }, socket: socket)
    }

    /// Gives sessions that are made from now on another identity.
    func replaceIdentity(with identity: TLSIdentity) {
        self.identity.withLock { $0 = identity }
    }

    /// Runs a step of a handshake on one of the threads; the caller, who alone touches the session, is not to be cancelled.
    func shakeHands(_ session: TLSSession) async -> TLSSession.Step {
        do {
            return try await pool.run { session.shakeHands() }
        } catch {
            return .failed
        }
    }

    /// Ends the threads, after the steps that wait for them.
    func shutDown() {
        pool.shutDown()
    }
}
