import CCommonPasswords

/// The passwords that are too common to take: Django's list, the short ones among them, which other rules refuse too.
///
/// One entry a line, sorted by bytes, in the program's read-only data: searched where it lies, nothing is loaded.
enum CommonPasswords {
    private static let newline = UInt8(ascii: "\n")

    /// Whether the list has a text, which is to be in lower case.
    static func contains(_ text: String) -> Bool {
        let list = UnsafeBufferPointer(start: ccommonpasswords_list(), count: ccommonpasswords_size())
        // Both always lie at the beginning of a line, or at the end of the list.
        var (low, high) = (list.startIndex, list.endIndex)
        while low < high {
            let middle = low + (high - low) / 2
            let start = list[low..<middle].lastIndex(of: newline).map { $0 + 1 } ?? low
            let end = list[start..<high].firstIndex(of: newline) ?? high
            let entry = list[start..<end]
            if entry.elementsEqual(text.utf8) { return true }
            if entry.lexicographicallyPrecedes(text.utf8) {
                low = end + 1
            } else {
                high = start
            }
        }
        return false
    }
}
