/// An input of libFuzzer, which a target takes apart from its front; what is missing reads as zeros and as nothing.
public struct FuzzInput {
    private var rest: ArraySlice<UInt8>

    /// Makes an input of all these bytes.
    public init(_ bytes: [UInt8]) {
        rest = bytes[...]
    }

    /// Whether everything was taken.
    public var isEmpty: Bool { rest.isEmpty }

    /// Takes a byte.
    public mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

    /// Takes an integer, its highest byte first.
    public mutating func integer<Integer: FixedWidthInteger>(_ type: Integer.Type = Integer.self) -> Integer {
        var value: Integer = 0
        for _ in 0..<Integer.bitWidth / 8 { value = value &<< 8 | Integer(truncatingIfNeeded: byte()) }
        return value
    }

    /// Takes as many bytes as there are, `count` at most.
    public mutating func bytes(_ count: Int) -> [UInt8] {
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }

    /// Takes the bytes before a line feed, and that.
    public mutating func line() -> [UInt8] {
        let line = Array(rest.prefix { $0 != UInt8(ascii: "\n") })
        rest = rest.dropFirst(line.count + 1)
        return line
    }

    /// Takes all that is left.
    public mutating func remainder() -> [UInt8] { bytes(rest.count) }
}
