import Glibc
import ThreadPool

/// Hashes and verifies passwords on threads of its own, of low priority, so that a storm of logins starves nothing else.
public final class PasswordHasher: Sendable {
    private let policy: PasswordHashPolicy
    private let pool: ThreadPool
    /// What a password is compared with where there is nothing to compare it with.
    private let dummy: PasswordHash

    /// Starts the threads.
    ///
    /// - Parameters:
    ///   - policy: How new passwords are hashed; `PasswordHashPolicy.isWeak` is the caller's to warn of.
    ///   - threads: How many hashes are computed at once; one a core.
    ///   - queueLimit: How many callers may wait for a thread; one more gets `PasswordHasherError.overloaded`.
    public init(
        policy: PasswordHashPolicy = .default, threads: Int = PasswordHasher.coreCount, queueLimit: Int = 256
    ) {
        self.policy = policy
        dummy = PasswordHash(dummyFor: policy)
        pool = ThreadPool(name: "passwords", threads: threads, queueLimit: queueLimit, niceness: 10)
    }

    /// The processors that the system has online.
    public static var coreCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// Hashes a new password with a fresh salt: `$2b$` or `$argon2id$`, ASCII, at most 128 bytes.
    ///
    /// Under a bcrypt policy a password of more than 72 bytes of UTF-8, or with a NUL, gets Argon2id with 19 MiB, 2 passes
    /// and 1 lane: bcrypt would cut it. The password is taken as it is, without normalisation.
    public func hash(_ password: String) async throws(PasswordHasherError) -> String {
        let policy = policy
        return try await run { () throws(PasswordHasherError) in
            switch policy.scheme(for: password) {
            case .bcrypt(let cost): try BcryptHash.make(of: password, cost: cost)
            case .argon2id(let parameters): try Argon2idHash.make(of: password, parameters: parameters)
            }
        }
    }

    /// Compares a password with a stored hash: `$2a$ $2b$ $2y$`, `$argon2id$`, Django's `pbkdf2_sha256$` and `scrypt$`.
    ///
    /// Without a hash, or with one that is unreadable, unknown or beyond the limits of cost, the work of the policy's own
    /// hash is done all the same and the answer is `.wrong`: time does not tell whether an account exists. (It does tell
    /// accounts whose hash is of another kind or cost until their next login.)
    ///
    /// bcrypt compares the first 72 bytes, as the system that an account was adopted from did; such a longer password is
    /// correct and needs a rehash. A password with a NUL matches no bcrypt hash, which would see only what precedes it.
    public func verify(
        _ password: String, against hash: String?
    ) async throws(PasswordHasherError) -> PasswordVerification {
        let (policy, dummy) = (policy, dummy)
        return try await run { () throws(PasswordHasherError) in
            if let stored = hash.flatMap({ PasswordHash(reading: $0, policy: policy) }),
                let isMatch = try stored.matches(password)
            {
                return isMatch
                    ? .correct(needsRehash: stored.needsRehash(under: policy.scheme(for: password))) : .wrong
            }
            _ = try dummy.matches(password)
            return .wrong
        }
    }

    /// Lets queued work finish, then ends the threads; later calls throw `PasswordHasherError.overloaded`.
    public func shutDown() {
        pool.shutDown()
    }

    private func run<Value: Sendable>(
        _ body: @escaping @Sendable () throws(PasswordHasherError) -> Value
    ) async throws(PasswordHasherError) -> Value {
        let result: Result<Value, PasswordHasherError>
        do {
            result = try await pool.run { Result(catching: body) }
        } catch {
            switch error {
            case .cancelled: throw .cancelled
            case .full, .shutDown: throw .overloaded
            }
        }
        return try result.get()
    }
}
