import DocumentStore

/// Which of many addresses occur more than once, in some bytes each: there may be millions.
struct AddressSurvey {
    private var seen: Set<Int> = []
    private var repeated: Set<Int> = []

    mutating func note(_ identifier: Identifier) {
        let hash = identifier.hashValue
        if !seen.insert(hash).inserted { repeated.insert(hash) }
    }

    /// Whether the identifier may have occurred more than once: rarely, it only has the hash of another one.
    func mayRepeat(_ identifier: Identifier) -> Bool {
        repeated.contains(identifier.hashValue)
    }
}
