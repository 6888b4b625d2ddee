/// Text in a header, as it is where ASCII will do, and else in encoded words (RFC 2047), which break no line.
enum HeaderText {
    private static let lineLimit = 76
    // An encoded word has at most 75 bytes, 12 of them around the text (RFC 2047 §2).
    private static let wordLimit = 63

    /// A subject; `used` is how much of the first line the header's name takes.
    static func unstructured(_ text: String, after used: Int) -> String {
        let text = oneLine(text)
        let isPlain = isASCII(text) && !text.contains("=?") && used + text.utf8.count <= lineLimit
        return isPlain ? text : encodedWords(text, after: used)
    }

    /// A display name: in quotes, or in encoded words.
    static func phrase(_ text: String, after used: Int) -> String {
        let text = oneLine(text)
        var quoted = "\""
        for character in text {
            if character == "\"" || character == "\\" { quoted += "\\" }
            quoted.append(character)
        }
        quoted += "\""
        let isPlain = isASCII(text) && !text.contains("=?") && used + quoted.utf8.count <= lineLimit
        return isPlain ? quoted : encodedWords(text, after: used)
    }

    /// Without line breaks and other control characters, which could begin a header of their own.
    private static func oneLine(_ text: String) -> String {
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: line.append(" ")
            default: line.append(scalar)
            }
        }
        return String(line)
    }

    private static func isASCII(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    }

    /// Words of whole characters, one a line; the blanks between encoded words are no part of the text.
    private static func encodedWords(_ text: String, after used: Int) -> String {
        var words = [""]
        for scalar in text.unicodeScalars {
            let piece = encode(scalar)
            let limit = words.count == 1 ? wordLimit - used : wordLimit
            if words[words.count - 1].utf8.count + piece.utf8.count > limit { words.append("") }
            words[words.count - 1] += piece
        }
        return words.map { "=?utf-8?Q?\($0)?=" }.joined(separator: "\r\n ")
    }

    /// Letters and digits stay: nothing else may in a display name (RFC 2047 §5).
    private static func encode(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case " ": "_"
        case "a"..."z", "A"..."Z", "0"..."9": String(scalar)
        default: String(scalar).utf8.map(QuotedPrintable.escape).joined()
        }
    }
}
