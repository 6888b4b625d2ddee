extension Identifier {
    /// The form in which identifiers, sort fields and search prefixes are compared: trimmed, NFKC, case folded, NFKC.
    ///
    /// `Straße`, `STRASSE` and `straẞe` are one, as are `ΣΊΣΥΦΟΣ` and `σίσυφος`, `Ｊａｎｅ` and `jane`. The dotless `ı` is
    /// a letter of its own and never an `i`; `İ` is an `i` with a dot above. No locale takes part. Folding twice changes
    /// nothing more. (Unicode §3.13, D144 to D147, with NFKC in place of NFD; UAX #15.)
    ///
    /// A text of more than 4,096 bytes, which nobody can have, comes back as it is: Foundation orders a run of combining marks in
    /// quadratic time.
    public static func folded(_ text: String) -> String {
        guard text.utf8.count <= 4096 else { return text }
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.trimmingWhiteSpace().lowercased() }
        // NFKC can turn a character into a blank and a mark (U+00B4), and folding can undo it (U+0345): so all of it again.
        let composed = text.compatibilityNormalized.trimmingWhiteSpace()
        return caseFolded(composed).compatibilityNormalized.trimmingWhiteSpace()
    }

    /// Unicode's full case folding, which the standard library does not offer.
    ///
    /// For every scalar it is the lower case of the upper case of the lower case, but for `ı`; Cherokee comes out in lower
    /// rather than upper case, which compares alike. Checked against Python's `str.casefold` for all of Unicode 14.
    private static func caseFolded(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if scalar == "\u{131}" {
                result.unicodeScalars.append(scalar)
                continue
            }
            for lower in scalar.properties.lowercaseMapping.unicodeScalars {
                for upper in lower.properties.uppercaseMapping.unicodeScalars {
                    result += upper.properties.lowercaseMapping
                }
            }
        }
        return result
    }
}
