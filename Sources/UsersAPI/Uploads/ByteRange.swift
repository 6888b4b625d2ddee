import Accounts

/// What a `Range` field asks of a content in memory (RFC 9110 §14).
enum ByteRange: Equatable {
    /// Everything: no range, several, another unit, or one against the grammar.
    case whole
    /// These bytes.
    case part(Range<Int>)
    /// Nothing that is there.
    case unsatisfiable

    init(_ field: String?, length: Int) {
        self = field.flatMap { Self.single($0, length: length) } ?? .whole
    }

    /// `bytes=first-last`, `bytes=first-` or `bytes=-count`; nil for anything else (RFC 9110 §14.1.2).
    private static func single(_ field: String, length: Int) -> ByteRange? {
        let parts = field[...].trimmingSpaces.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].lowercased() == "bytes" else { return nil }
        let ends = parts[1].trimmingSpaces.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2 else { return nil }
        switch (number(ends[0]), number(ends[1])) {
        case (let first?, let last?):
            guard first <= last else { return nil }
            return first < length ? .part(first..<min(last, length - 1) + 1) : .unsatisfiable
        case (let first?, nil):
            guard ends[1].isEmpty else { return nil }
            return first < length ? .part(first..<length) : .unsatisfiable
        case (nil, let count?):
            guard ends[0].isEmpty else { return nil }
            return count > 0 && length > 0 ? .part(max(0, length - count)..<length) : .unsatisfiable
        case (nil, nil): return nil
        }
    }

    /// Digits as a number, one that is too large as the largest.
    private static func number(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else { return nil }
        // One less, since the end of a range is one more.
        return min(Int(text) ?? .max, .max - 1)
    }
}
