/// Takes the bytes of a streamed response; only while the function of `ResponseBody.stream` runs, and from one caller
/// at a time.
public struct ResponseWriter: Sendable {
    private enum Sink: Sendable {
        case connection(EventLoop, ExchangeID)
        case function(@Sendable ([UInt8]) async throws -> Void)
    }

    private let sink: Sink

    init(loop: EventLoop, exchange: ExchangeID) {
        sink = .connection(loop, exchange)
    }

    /// Makes a writer that hands bytes to a function, for a stream that is to run without a socket.
    public init(_ write: @escaping @Sendable ([UInt8]) async throws -> Void) {
        sink = .function(write)
    }

    /// Sends bytes, suspending while the client is slow to read.
    ///
    /// - Throws: `ResponseWriterError` when the client is gone, reads nothing for `ServerLimits.writeTimeout`, or more is
    ///   written than the declared length.
    public func write(_ bytes: [UInt8]) async throws {
        switch sink {
        case .connection(let loop, let exchange): try await loop.write(bytes, exchange)
        case .function(let write): try await write(bytes)
        }
    }
}
