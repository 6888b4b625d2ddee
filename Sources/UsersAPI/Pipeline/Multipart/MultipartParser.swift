/// Cuts a body at its boundary (RFC 2046 §5.1.1), in whatever pieces it comes.
///
/// It holds the part that is being read, and of other bytes no more than a delimiter or the line of a header.
struct MultipartParser {
    /// What `next` stopped at.
    enum Step: Equatable {
        case needMore
        case part(MultipartPart)
        /// The body was read, epilogue included.
        case end
    }

    private enum State {
        case preamble, headers, data, epilogue
    }

    private let delimiter: MultipartDelimiter
    private let limits: MultipartLimits
    private var state = State.preamble
    private var isFinished = false
    private var total = 0
    private var partCount = 0
    private var headers = MultipartHeaders()
    private var headerBytes = 0
    private var part: MultipartPart?
    /// How much of the line break after the headers is still to be left out.
    private var lineBreak = 0
    /// How many bytes of a header's line were looked at in vain.
    private var searched = 0
    /// Bytes that are not used yet. Before the first comes the line break that a delimiter begins with.
    private var buffer: [UInt8] = [0x0D, 0x0A]

    init(boundary: [UInt8], limits: MultipartLimits) {
        delimiter = MultipartDelimiter(boundary: boundary)
        self.limits = limits
    }

    /// Adds what has arrived.
    mutating func append(_ chunk: [UInt8]) throws(APIError) {
        total += chunk.count
        guard total <= limits.bodyBytes else { throw .bodyTooLarge(limit: limits.fileBytes) }
        if state != .epilogue { buffer += chunk }
    }

    /// Says that nothing more will arrive.
    mutating func finish() {
        isFinished = true
    }

    mutating func next() throws(APIError) -> Step {
        while true {
            switch state {
            case .preamble:
                if let isClosing = try passDelimiter() { try begin(isLast: isClosing) } else { return .needMore }
            case .headers:
                guard try passHeaders() else { return .needMore }
            case .data:
                guard let isClosing = try passDelimiter() else { return .needMore }
                let done = part
                part = nil
                try begin(isLast: isClosing)
                if let done { return .part(done) }
            case .epilogue:
                buffer = []
                return isFinished ? .end : .needMore
            }
        }
    }

    private mutating func begin(isLast: Bool) throws(APIError) {
        state = isLast ? .epilogue : .headers
        guard !isLast else { return }
        partCount += 1
        guard partCount <= limits.partCount else { throw .malformedForm("The body has too many parts.") }
        headers = MultipartHeaders()
        headerBytes = 0
    }

    /// Moves what stands before a delimiter to the part and passes the delimiter: whether it is the last, nil for more.
    private mutating func passDelimiter() throws(APIError) -> Bool? {
        switch delimiter.find(in: buffer, from: 0, isLast: isFinished) {
        case .found(let range, let isClosing):
            try keep(buffer[..<range.lowerBound])
            buffer.removeSubrange(..<range.upperBound)
            return isClosing
        case .none(let index):
            guard !isFinished else { throw .malformedForm("The body's last boundary is missing.") }
            try keep(buffer[..<index])
            buffer.removeSubrange(..<index)
            return nil
        }
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) throws(APIError) {
        guard let (count, isFile) = part.map({ ($0.bytes.count, $0.fileName != nil) }) else { return }
        // The line break that ends the headers was left standing, as a delimiter may begin with it.
        let skipped = min(bytes.count, lineBreak)
        let limit = isFile ? limits.fileBytes : limits.fieldBytes
        guard count + bytes.count - skipped <= limit else { throw .bodyTooLarge(limit: limit) }
        lineBreak -= skipped
        // At once, since growing bit by bit leaves copies behind; what is not used takes no memory.
        if isFile, count == 0, bytes.count > skipped { part?.bytes.reserveCapacity(limit) }
        part?.bytes += bytes.dropFirst(skipped)
    }

    /// Reads whole lines up to the empty one: false when more are needed.
    private mutating func passHeaders() throws(APIError) -> Bool {
        while let end = lineEnd() {
            let line = buffer[..<end]
            headerBytes += end + 2
            guard headerBytes <= MultipartHeaders.maximumBytes else { throw Self.headerTooLong }
            if line.isEmpty {
                part = try headers.part()
                lineBreak = 2
                state = .data
                return true
            }
            try headers.take(line)
            buffer.removeSubrange(..<(end + 2))
        }
        guard headerBytes + buffer.count <= MultipartHeaders.maximumBytes + 1 else { throw Self.headerTooLong }
        guard !isFinished else { throw .malformedForm("The body's last boundary is missing.") }
        return false
    }

    /// Where the first line of the buffer ends, nil when it goes on.
    private mutating func lineEnd() -> Int? {
        for index in searched..<max(searched, buffer.count - 1) where buffer[index] == 0x0D && buffer[index + 1] == 0x0A
        {
            searched = 0
            return index
        }
        searched = max(0, buffer.count - 1)
        return nil
    }

    private static var headerTooLong: APIError { .malformedForm("A part's header is too long.") }
}
