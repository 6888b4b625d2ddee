/// Finds what Python's `json` would say of a text that is no JSON, which clients of Django know.
struct PythonJSONScanner {
    /// A mistake and the code point at which it is.
    private struct Mistake: Error {
        let text: String
        let index: Int
    }

    /// Deeper texts are left alone: each level takes some of the thread's stack.
    private static let maximumDepth = 64

    private let text: [Unicode.Scalar]
    private var index = 0

    /// The mistake in words, with its place; nil where Python finds none, or stops looking.
    static func mistake(in bytes: [UInt8]) -> String? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return undecodable(bytes) }
        var scanner = PythonJSONScanner(text: Array(text.unicodeScalars))
        do {
            if scanner.peek == "\u{FEFF}" { throw scanner.mistake("Unexpected UTF-8 BOM (decode using utf-8-sig)") }
            try scanner.scanDocument()
            return nil
        } catch let mistake as Mistake {
            return mistake.index < 0 ? mistake.text : scanner.located(mistake)
        } catch {
            return nil
        }
    }

    private static func undecodable(_ bytes: [UInt8]) -> String? {
        var iterator = bytes.makeIterator()
        var parser = Unicode.UTF8.ForwardParser()
        var position = 0
        while case .valid(let scalar) = parser.parseScalar(from: &iterator) { position += scalar.count }
        guard position < bytes.count else { return nil }
        let byte = bytes[position]
        let reason = (0xC2...0xF4).contains(byte) ? "invalid continuation byte" : "invalid start byte"
        return "'utf-8' codec can't decode byte 0x\(String(byte, radix: 16)) in position \(position): \(reason)"
    }

    private init(text: [Unicode.Scalar]) {
        self.text = text
    }

    private func located(_ mistake: Mistake) -> String {
        let before = text[..<min(mistake.index, text.count)]
        let line = before.count { $0 == "\n" } + 1
        let column = mistake.index - (before.lastIndex(of: "\n") ?? -1)
        return "\(mistake.text): line \(line) column \(column) (char \(mistake.index))"
    }

    private var peek: Unicode.Scalar? { index < text.count ? text[index] : nil }

    private func mistake(_ words: String, at index: Int? = nil) -> Mistake {
        Mistake(text: words, index: index ?? self.index)
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == scalar else { return false }
        index += 1
        return true
    }

    private mutating func skipBlanks() {
        while let scalar = peek, " \t\n\r".unicodeScalars.contains(scalar) { index += 1 }
    }

    private mutating func scanDocument() throws {
        skipBlanks()
        try scanValue(depth: 0)
        skipBlanks()
        if peek != nil { throw mistake("Extra data") }
    }

    private mutating func scanValue(depth: Int) throws {
        guard depth <= Self.maximumDepth else { throw CancellationError() }
        switch peek {
        case "\"": try scanString()
        case "{": try scanMembers(depth: depth)
        case "[": try scanElements(depth: depth)
        default:
            if take(literalIn: ["null", "true", "false"]) != nil { return }
            if let literal = take(literalIn: ["NaN", "Infinity", "-Infinity"]) {
                throw Mistake(text: "Out of range float values are not JSON compliant: '\(literal)'", index: -1)
            }
            try scanNumber()
        }
    }

    private mutating func take(literalIn literals: [String]) -> String? {
        guard let literal = literals.first(where: { text[index...].starts(with: $0.unicodeScalars) }) else {
            return nil
        }
        index += literal.unicodeScalars.count
        return literal
    }

    private mutating func scanMembers(depth: Int) throws {
        index += 1
        skipBlanks()
        if take("}") { return }
        repeat {
            skipBlanks()
            guard peek == "\"" else { throw mistake("Expecting property name enclosed in double quotes") }
            try scanString()
            skipBlanks()
            guard take(":") else { throw mistake("Expecting ':' delimiter") }
            skipBlanks()
            try scanValue(depth: depth + 1)
            skipBlanks()
            if take("}") { return }
        } while take(",")
        throw mistake("Expecting ',' delimiter")
    }

    private mutating func scanElements(depth: Int) throws {
        index += 1
        skipBlanks()
        if take("]") { return }
        repeat {
            skipBlanks()
            try scanValue(depth: depth + 1)
            skipBlanks()
            if take("]") { return }
        } while take(",")
        throw mistake("Expecting ',' delimiter")
    }

    private mutating func scanString() throws {
        let start = index
        index += 1
        while let scalar = peek {
            switch scalar {
            case "\"":
                index += 1
                return
            case "\\":
                guard index + 1 < text.count else { throw mistake("Unterminated string starting at", at: start) }
                let isCode = text[index + 1] == "u"
                guard isCode || "\"\\/bfnrt".unicodeScalars.contains(text[index + 1])
                else { throw mistake("Invalid \\escape") }
                index += 2
                if isCode { try scanCode() }
            case "\u{0}"..."\u{1F}": throw mistake("Invalid control character at")
            default: index += 1
            }
        }
        throw mistake("Unterminated string starting at", at: start)
    }

    private mutating func scanCode() throws {
        let length = 4
        let digits = text[index...].prefix(length)
        guard digits.count == length, digits.allSatisfy(\.properties.isASCIIHexDigit)
        else { throw mistake("Invalid \\u\(String(repeating: "X", count: length)) escape") }
        index += length
    }

    /// A number's grammar; what is left of a longer text is for the next one to find wrong.
    private mutating func scanNumber() throws {
        let start = index
        _ = take("-")
        guard take("0") || skipDigits() else { throw mistake("Expecting value", at: start) }
        let whole = index
        if take("."), !skipDigits() { index = whole }
        let mantissa = index
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            if !skipDigits() { index = mantissa }
        }
    }

    private mutating func skipDigits() -> Bool {
        let start = index
        while let scalar = peek, ("0"..."9").contains(scalar) { index += 1 }
        return index > start
    }
}
