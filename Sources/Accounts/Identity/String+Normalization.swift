import Foundation

extension String {
    /// The text in Normalization Form KC (UAX #15); in NFKD where Foundation would make another text of it.
    ///
    /// Foundation for Linux (6.3) composes some letters beyond U+FFFF by their low 16 bits: U+10041 and an acute become `Á`.
    /// The standard library's `==`, which compares canonically, finds such results.
    var compatibilityNormalized: String {
        // ASCII is in this form already.
        if utf8.allSatisfy({ $0 < 0x80 }) { return self }
        let composed = precomposedStringWithCompatibilityMapping
        let decomposed = decomposedStringWithCompatibilityMapping
        return composed == decomposed ? composed : decomposed
    }
}
