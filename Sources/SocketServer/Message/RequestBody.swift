import Synchronization

/// A request's body, read from its connection as the handler asks for it; only while the handler runs, and by one
/// caller at a time.
public struct RequestBody: Sendable {
    private enum Source: Sendable {
        case connection(EventLoop, ExchangeID)
        case memory(MemoryBody)
    }

    /// The length that the client declared; nil where the body is chunked.
    public let declaredLength: Int?
    private let source: Source

    init(declaredLength: Int?, loop: EventLoop, exchange: ExchangeID) {
        self.declaredLength = declaredLength
        source = .connection(loop, exchange)
    }

    /// Makes the body of a request that did not come through a socket.
    ///
    /// - Parameter isChunked: Whether the body hides its length, as a chunked one does.
    public init(_ bytes: [UInt8] = [], isChunked: Bool = false) {
        declaredLength = isChunked ? nil : bytes.count
        source = .memory(MemoryBody(bytes))
    }

    /// Whether the request has no body at all.
    public var isEmpty: Bool { declaredLength == 0 }

    /// Reads the rest of the body.
    ///
    /// - Throws: `.tooLarge` before anything is read where the declared length is over `limit`, while counting where the
    ///   body is chunked.
    public func collect(upTo limit: Int) async throws(RequestBodyError) -> [UInt8] {
        guard declaredLength ?? 0 <= limit else { throw .tooLarge(limit: limit) }
        guard !isEmpty, var bytes = try await nextChunk() else { return [] }
        guard bytes.count <= limit else { throw .tooLarge(limit: limit) }
        guard bytes.count != declaredLength else { return bytes }
        while let chunk = try await nextChunk() {
            guard bytes.count + chunk.count <= limit else { throw .tooLarge(limit: limit) }
            bytes.append(contentsOf: chunk)
        }
        return bytes
    }

    /// Waits until it is this request's turn to be read; up to `limit`, that takes nothing of the handler's time.
    ///
    /// Nothing is read meanwhile, so the client is slowed down.
    public func waitToRead(upTo limit: Duration, _ turn: () async throws -> Void) async rethrows {
        guard case .connection(let loop, let exchange) = source else { return try await turn() }
        let (start, time) = (ContinuousClock.now, LoopClock.milliseconds(limit))
        await loop.moveDeadline(of: exchange, by: time)
        try await turn()
        await loop.moveDeadline(of: exchange, by: min(LoopClock.milliseconds(.now - start), time) - time)
    }

    /// Has the server answer 408 when the whole body is not there within `limit`, however steadily it comes.
    public func limitTime(to limit: Duration) async {
        guard case .connection(let loop, let exchange) = source else { return }
        await loop.limitBody(of: exchange, to: LoopClock.milliseconds(limit))
    }

    /// Reads on: some bytes as they arrived, nil at the end.
    public func nextChunk() async throws(RequestBodyError) -> [UInt8]? {
        switch source {
        case .connection(let loop, let exchange):
            if isEmpty { return nil }
            return try await loop.nextBodyChunk(exchange)
        case .memory(let body):
            return body.take()
        }
    }
}
