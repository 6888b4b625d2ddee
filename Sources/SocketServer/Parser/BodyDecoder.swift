/// Finds a request's body in the bytes that follow its head, by length or by chunks.
struct BodyDecoder {
    /// What `next` found.
    enum Step: Equatable {
        /// All bytes given are used up, `consumed` of them; the body goes on.
        case needMore(consumed: Int)
        /// A piece of the body lies at `range`; the bytes up to its end are used up.
        case data(range: Range<Int>)
        /// The body ended after `consumed` bytes.
        case end(consumed: Int)
    }

    private enum State {
        case length(remaining: Int)
        case chunked(ChunkDecoder)
        case finished
    }

    private var state: State

    init(_ framing: BodyFraming) {
        switch framing {
        case .none, .length(0): state = .finished
        case .length(let length): state = .length(remaining: length)
        case .chunked: state = .chunked(ChunkDecoder())
        }
    }

    /// Whether the whole body was found.
    var isFinished: Bool {
        if case .finished = state { true } else { false }
    }

    /// How many bytes are still to come, where that is known.
    var remaining: Int? {
        switch state {
        case .length(let remaining): remaining
        case .chunked: nil
        case .finished: 0
        }
    }

    /// Reads on from the first byte that is not used up.
    mutating func next(_ bytes: Span<UInt8>, limits: borrowing ParserLimits) throws(MessageError) -> Step {
        switch state {
        case .finished:
            return .end(consumed: 0)
        case .length(let remaining):
            guard !bytes.isEmpty else { return .needMore(consumed: 0) }
            let count = min(remaining, bytes.count)
            state = count == remaining ? .finished : .length(remaining: remaining - count)
            return .data(range: 0..<count)
        case .chunked(var decoder):
            let step = try decoder.next(bytes, limits: limits)
            if case .end = step {
                state = .finished
            } else {
                state = .chunked(decoder)
            }
            return step
        }
    }
}
