/// Where the members of an object begin in a text, so that of those with one key the last can be kept.
struct JSONTextMembers {
    /// The members' beginnings, in order.
    private var starts: [Int] = []
    /// The last member of each key, by its bytes: Swift's strings are equal when only their normalisation differs.
    private var last: [[UInt8]: Int] = [:]

    /// Adds a member whose key is this text with its quotes.
    mutating func add(_ key: ArraySlice<UInt8>, at start: Int) {
        last[Self.unescaped(key)] = starts.count
        starts.append(start)
    }

    /// Takes out, from a text that ends with the object's last member, each member that a later one has the key of.
    func dropRepeated(from text: inout [UInt8]) {
        guard last.count < starts.count, let first = starts.first else { return }
        let rest = withoutRepeated(text)
        text.removeSubrange(first...)
        text.append(contentsOf: rest)
    }

    /// A function of its own, so that no slice is left that would make the text be copied whole when it changes.
    private func withoutRepeated(_ text: [UInt8]) -> [UInt8] {
        let ends = starts.dropFirst().map { $0 - 1 } + [text.count]
        let kept = last.values.sorted().map { text[starts[$0]..<ends[$0]] }
        return Array(kept.joined(separator: [UInt8(ascii: ",")]))
    }

    private static func unescaped(_ key: ArraySlice<UInt8>) -> [UInt8] {
        guard key.contains(UInt8(ascii: "\\")), case .string(let name)? = try? JSONValue(parsing: Array(key)) else {
            return Array(key.dropFirst().dropLast())
        }
        return Array(name.utf8)
    }
}
