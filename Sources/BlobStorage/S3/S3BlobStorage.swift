import ThreadPool

/// Keeps blobs in a bucket, one object a blob; four requests run at a time, on threads of their own.
public final class S3BlobStorage: BlobStorage {
    private static let threads = 4
    private static let queueLimit = 256

    private let bucket: S3Bucket
    private let limits: S3Limits
    private let pool: ThreadPool
    private let connections = S3Connections()

    /// Starts the threads; nothing is connected to before the first operation.
    public convenience init(_ bucket: S3Bucket) {
        self.init(bucket, limits: S3Limits())
    }

    init(_ bucket: S3Bucket, limits: S3Limits) {
        self.bucket = bucket
        self.limits = limits
        pool = ThreadPool(name: "s3", threads: Self.threads, queueLimit: Self.queueLimit)
    }

    /// Stores a blob, in the place of the one of the same name if there is one.
    public func put(_ blob: Blob) async throws(BlobError) {
        try blob.check()
        let response = try await response(to: .put(blob))
        guard response.isSuccess else { throw failure(response) }
    }

    /// The blob of this name; nil when there is none.
    public func get(_ name: String) async throws(BlobError) -> Blob? {
        try Blob.check(name: name)
        let response = try await response(to: .get(name: name))
        if response.isMissingObject { return nil }
        guard response.isSuccess else { throw failure(response) }
        return response.blob(name: name)
    }

    /// Deletes the blob of this name; that there is none is no error.
    public func delete(_ name: String) async throws(BlobError) {
        try Blob.check(name: name)
        let response = try await response(to: .delete(name: name))
        guard response.isSuccess || response.isMissingObject else { throw failure(response) }
    }

    /// Lets the requests that wait be sent, then ends the threads; later operations fail as unavailable.
    public func shutDown() {
        pool.shutDown()
    }

    /// The server's answer, asked for again while its failures may pass and time is left.
    private func response(to request: S3Request) async throws(BlobError) -> S3Response {
        let deadline = ContinuousClock.now + limits.whole
        var attempt = 1
        while true {
            let failure: BlobError
            switch try await send(request, until: deadline) {
            case .response(let response):
                guard response.isTemporaryFailure else { return response }
                failure = self.failure(response)
            case .noResponse(let problem): failure = .unavailable(reason: "\(bucket): \(problem)")
            case .tooLarge: throw .tooLarge
            }
            let next = ContinuousClock.now + limits.backOff(after: attempt)
            guard attempt < limits.attempts, next < deadline else { throw failure }
            do { try await ContinuousClock().sleep(until: next) } catch { throw .cancelled }
            attempt += 1
        }
    }

    private func send(_ request: S3Request, until deadline: ContinuousClock.Instant) async throws(BlobError)
        -> S3Outcome
    {
        do {
            return try await pool.run { [self] in
                // What it waited for a thread counts too.
                let rest = ContinuousClock.now.duration(to: deadline)
                let transfer = S3Transfer(bucket: bucket, request: request, connect: limits.connect, whole: rest)
                return connections.withHandle { transfer.send(over: $0) }
                    ?? .noResponse(problem: "libcurl is out of memory")
            }
        } catch {
            switch error {
            case .full: throw .unavailable(reason: "too many requests to \(bucket) wait")
            case .shutDown: throw .unavailable(reason: "the storage was shut down")
            case .cancelled: throw .cancelled
            }
        }
    }

    private func failure(_ response: S3Response) -> BlobError {
        let reason = "\(bucket): \(response.status)\(response.code.map { " " + $0 } ?? "")"
        return response.isTemporaryFailure ? .unavailable(reason: reason) : .refused(reason: reason)
    }
}
