/// The names of a JSON object's own members.
enum MemberNames {
    /// Whether the text is an object that names each member once (RFC 7515 §4, RFC 7519 §4): of two, one reader takes the first and
    /// another the last. A name with an escape can hide a second one, so it counts as one.
    ///
    /// Only what a JSON parser takes, too, is judged rightly.
    static func areDistinct(inObject json: [UInt8]) -> Bool {
        guard json.first(where: { !isSpace($0) }) == UInt8(ascii: "{") else { return false }
        var names: Set<ArraySlice<UInt8>> = []
        var depth = 0
        var position = 0
        while position < json.count {
            switch json[position] {
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: "\""):
                let string = stringContent(in: json, from: position + 1)
                position = string.endIndex
                let next = json[position...].dropFirst().first { !isSpace($0) }
                if depth == 1 && next == UInt8(ascii: ":") {
                    guard !string.contains(UInt8(ascii: "\\")), names.insert(string).inserted else { return false }
                }
            default: break
            }
            position += 1
        }
        return true
    }

    private static func stringContent(in json: [UInt8], from start: Int) -> ArraySlice<UInt8> {
        var end = start
        while end < json.count, json[end] != UInt8(ascii: "\"") {
            end += json[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        return json[start..<min(end, json.count)]
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        [0x20, 0x09, 0x0A, 0x0D].contains(byte)
    }
}
