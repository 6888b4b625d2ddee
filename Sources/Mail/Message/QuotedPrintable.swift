/// Text of any length and letters as short lines of ASCII (RFC 2045 §6.7).
enum QuotedPrintable {
    private static let lineLimit = 76

    /// The text's lines, encoded and joined by CRLF; it ends as the text does.
    static func encode(_ text: String) -> String {
        var lines: [[UInt8]] = [[]]
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\n") {
                // A line ends with CRLF or LF.
                if lines[lines.count - 1].last == UInt8(ascii: "\r") { lines[lines.count - 1].removeLast() }
                lines.append([])
            } else {
                lines[lines.count - 1].append(byte)
            }
        }
        return lines.map(encode(line:)).joined(separator: "\r\n")
    }

    private static func encode(line: [UInt8]) -> String {
        var encoded = ""
        var width = 0
        for (index, byte) in line.enumerated() {
            let isLast = index == line.count - 1
            let piece = isPlain(byte, isFirst: width == 0, isLast: isLast) ? character(byte) : escape(byte)
            // All but a line's last piece leave room for the = that breaks it.
            if width + piece.utf8.count > (isLast ? lineLimit : lineLimit - 1) {
                encoded += "=\r\n"
                width = 0
                let first = isPlain(byte, isFirst: true, isLast: isLast) ? character(byte) : escape(byte)
                encoded += first
                width = first.utf8.count
            } else {
                encoded += piece
                width += piece.utf8.count
            }
        }
        return encoded
    }

    /// Neither what needs an escape nor what mail programs stumble over: blanks at a line's end, a dot (RFC 5321
    /// §4.5.2) or the F of an mbox file's `From ` at its beginning.
    private static func isPlain(_ byte: UInt8, isFirst: Bool, isLast: Bool) -> Bool {
        switch byte {
        case UInt8(ascii: "="): false
        case UInt8(ascii: " "), UInt8(ascii: "\t"): !isLast
        case UInt8(ascii: "."), UInt8(ascii: "F"): !isFirst
        default: (0x21...0x7E).contains(byte)
        }
    }

    private static func character(_ byte: UInt8) -> String {
        String(Character(Unicode.Scalar(byte)))
    }

    /// A byte as `=` and two hexadecimal digits.
    static func escape(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return (byte < 16 ? "=0" : "=") + digits
    }
}
