@testable import SocketServer

/// What the parser makes of a stream of requests that arrives in given pieces; it is fed as a connection feeds it.
struct ParserTranscript: Equatable, CustomStringConvertible {
    enum Event: Equatable {
        case head(String)
        case body([UInt8])
        case end
        case failure(MessageError)
    }

    private(set) var events: [Event] = []
    /// How a broken promise of the parser reads, such as more bytes used than given.
    private(set) var violation: String?
    private let limits: ParserLimits
    private var input: [UInt8] = []
    private var parser = HeadParser()
    private var decoder: BodyDecoder?

    init(_ pieces: [ArraySlice<UInt8>], limits: ParserLimits = ParserLimits()) {
        self.limits = limits
        for piece in pieces where !isOver { feed(piece) }
    }

    static func == (left: ParserTranscript, right: ParserTranscript) -> Bool {
        left.events == right.events && left.violation == right.violation
    }

    var description: String { events.map { "\($0)" }.joined(separator: "\n") + (violation ?? "") }

    /// Whether the stream was refused.
    var isOver: Bool {
        if case .failure = events.last { true } else { violation != nil }
    }

    var failure: MessageError? {
        if case .failure(let error) = events.last { error } else { nil }
    }

    private mutating func feed(_ piece: ArraySlice<UInt8>) {
        input += piece
        do {
            while violation == nil, try step() {}
        } catch {
            events.append(.failure(error))
        }
    }

    /// Reads one head or a part of a body; false when more bytes are needed.
    private mutating func step() throws(MessageError) -> Bool {
        let bytes = input
        guard var body = decoder else {
            guard !bytes.isEmpty, let head = try parser.next(bytes.span, limits: limits) else { return false }
            guard head.count > 0, head.count <= bytes.count else { return violate("head of \(head.count) bytes") }
            events.append(.head(Self.text(head)))
            input.removeFirst(head.count)
            parser = HeadParser()
            decoder = BodyDecoder(head.framing)
            return true
        }
        guard !body.isFinished else {
            events.append(.end)
            decoder = nil
            return true
        }
        let step = try body.next(bytes.span, limits: limits)
        decoder = body
        switch step {
        case .needMore(let consumed):
            guard consumed == bytes.count else { return violate("\(consumed) of \(bytes.count) bytes used") }
            input.removeAll()
            return false
        case .end(let consumed):
            guard consumed <= bytes.count else { return violate("\(consumed) of \(bytes.count) bytes used") }
            input.removeFirst(consumed)
            return true
        case .data(let range):
            guard range.upperBound <= bytes.count, !range.isEmpty else { return violate("data at \(range)") }
            append(bytes[range])
            input.removeFirst(range.upperBound)
            return true
        }
    }

    private mutating func append(_ data: ArraySlice<UInt8>) {
        if case .body(let former) = events.last {
            events[events.count - 1] = .body(former + data)
        } else {
            events.append(.body(Array(data)))
        }
    }

    private mutating func violate(_ reason: String) -> Bool {
        violation = reason
        return false
    }

    private static func text(_ head: RequestHead) -> String {
        let fields = head.fields.map { "\($0.name)=\($0.value)" }.joined(separator: "|")
        let flags = "\(head.isPersistent) \(head.expectsContinue)"
        let target = "\(head.authority ?? "-") \(head.path) \(head.query ?? "-")"
        return "\(head.method) \(target) 1.\(head.minorVersion) \(head.framing) \(flags) \(fields)"
    }
}
