/// The rules for what stands before an address's last `@`: a dot-atom or a quoted string (RFC 5322 §3.4.1).
enum EmailLocalPart {
    /// Whether Django's `user_regex` matches.
    static func isValid(_ part: Substring) -> Bool {
        isDotAtom(part) || isQuotedString(part)
    }

    private static func isDotAtom(_ part: Substring) -> Bool {
        part.unicodeScalars.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { atom in
            !atom.isEmpty && atom.allSatisfy(isAtomText)
        }
    }

    private static func isAtomText(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9": true
        case "-", "!", "#", "$", "%", "&", "'", "*", "+", "/", "=", "?", "^", "_", "`", "{", "|", "}", "~": true
        default: isCaseVariantOfASCII(scalar)
        }
    }

    private static func isQuotedString(_ part: Substring) -> Bool {
        let scalars = part.unicodeScalars
        guard scalars.count >= 2, scalars.first == "\"", scalars.last == "\"" else { return false }
        var isEscaped = false
        for scalar in scalars.dropFirst().dropLast() {
            if isEscaped {
                guard isQuotable(scalar) else { return false }
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else {
                guard isQuotedText(scalar) else { return false }
            }
        }
        return !isEscaped
    }

    /// What stands in quotes as it is: no blank, tab, line break, quote or backslash.
    private static func isQuotedText(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x01...0x08, 0x0B, 0x0C, 0x0E...0x1F, 0x21, 0x23...0x5B, 0x5D...0x7F: true
        default: isCaseVariantOfASCII(scalar)
        }
    }

    /// What may follow a backslash in quotes: ASCII but for U+0000, U+000A and U+000D.
    private static func isQuotable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x01...0x09, 0x0B, 0x0C, 0x0E...0x7F: true
        default: isCaseVariantOfASCII(scalar)
        }
    }

    /// The four letters that Python's `[a-z]` matches too when case is ignored, and so does Django.
    static func isCaseVariantOfASCII(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\u{130}", "\u{131}", "\u{17F}", "\u{212A}": true
        default: false
        }
    }
}
