import Glibc
import Telemetry
import ThreadPool

/// Hashes and verifies passwords on threads of its own, of low priority, so that a storm of logins starves nothing else.
public final class PasswordHasher: Sendable {
    private let policy: PasswordHashPolicy
    private let pool: ThreadPool
    /// One hash of each kind that the policy makes, for the work of those that an account does not have.
    private let dummies: [PasswordHash]

    /// Starts the threads.
    ///
    /// - Parameters:
    ///   - policy: How new passwords are hashed; `PasswordHashPolicy.isWeak` is the caller's to warn of.
    ///   - threads: How many hashes are computed at once; one a core.
    ///   - queueLimit: How many callers may wait for a thread; one more gets `PasswordHasherError.overloaded`.
    ///   - patience: When the first who waits has waited longer than this, the last one's turn comes first: when more log in than can be
    ///     served, each hash is for somebody who is still there at its end.
    public init(
        policy: PasswordHashPolicy = .default, threads: Int = PasswordHasher.coreCount, queueLimit: Int = 256,
        patience: Duration = .seconds(2)
    ) {
        self.policy = policy
        dummies = policy.schemes.map(PasswordHash.init(dummyFor:))
        pool = ThreadPool(name: "passwords", threads: threads, queueLimit: queueLimit, niceness: 19, patience: patience)
    }

    deinit {
        pool.shutDown()
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
    /// Every wrong answer takes the work of each kind of hash that the policy makes, once, also without a hash, or with one
    /// that is unreadable, unknown or beyond the limits of cost: time does not tell whether an account exists, has a
    /// password, or a long one. (It does tell accounts with an adopted hash of another kind or cost, until they log in.)
    ///
    /// bcrypt compares the first 72 bytes, as the system that an account was adopted from did. Such a longer password is correct
    /// and asks for no rehash: what follows may be a slip of an owner whose password has exactly 72 bytes. A password with a NUL matches no bcrypt hash, which would see only what precedes it.
    public func verify(
        _ password: String, against hash: String?
    ) async throws(PasswordHasherError) -> PasswordVerification {
        let (policy, dummies) = (policy, dummies)
        return try await run { () throws(PasswordHasherError) in
            var remaining = dummies
            if let stored = hash.flatMap({ PasswordHash(reading: $0, policy: policy) }),
                let isMatch = try stored.matches(password)
            {
                if isMatch { return .correct(needsRehash: stored.needsRehash(for: password, under: policy)) }
                remaining.removeAll { $0.isSameKind(as: stored) }
            }
            for dummy in remaining { _ = try dummy.matches("correct horse") }
            return .wrong
        }
    }

    /// Whether `verify` can compare a password with this hash.
    func canVerify(_ hash: String) -> Bool {
        PasswordHash(reading: hash, policy: policy) != nil
    }

    /// Lets queued work finish, then ends the threads; later calls throw `PasswordHasherError.overloaded`.
    public func shutDown() {
        pool.shutDown()
    }

    private func run<Value: Sendable>(
        _ body: @escaping @Sendable () throws(PasswordHasherError) -> Value
    ) async throws(PasswordHasherError) -> Value {
        let result: Result<Value, PasswordHasherError>
        let start = MonotonicTime.now
        Argon2idMemory.shared.beginCall()
        defer {
            Argon2idMemory.shared.endCall()
            RequestTime.add(.hashing, since: start)
        }
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
