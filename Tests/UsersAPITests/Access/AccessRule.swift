import Testing

/// Operations that are for the same callers.
struct AccessRule: Sendable, CustomTestStringConvertible {
    /// An operation on an account of some kind.
    struct Row: Sendable, Hashable {
        /// Method and path, as the route declares them.
        let operation: String
        let target: AccessTarget
    }

    let name: String
    let rows: [Row]
    private let cells: [String]

    /// - Parameters:
    ///   - answers: What each column's caller gets, in their order: `ok`, which is the status that the route declares for a success, or
    ///     a status.
    ///   - operations: Method and path a line, with `of` another target than Jane where there is one.
    init(_ name: String, _ answers: String, _ operations: String) {
        self.name = name
        cells = answers.split { $0 == " " || $0 == "|" }.map(String.init)
        rows = operations.split(separator: "\n").map { line in
            let words = line.split(separator: " ")
            let target = words.count == 4 ? AccessTarget(rawValue: String(words[3])) : nil
            return Row(operation: words.prefix(2).joined(separator: " "), target: target ?? .jane)
        }
    }

    var testDescription: String { name }

    /// Whether each column has a cell, and each cell a meaning.
    var isWhole: Bool {
        cells.count == AccessColumn.allCases.count && cells.allSatisfy { $0 == "ok" || Int($0) != nil }
    }

    /// The status that the caller gets; nil where the request is to succeed.
    func refusal(of column: AccessColumn) -> Int? {
        AccessColumn.allCases.firstIndex(of: column).flatMap { Int(cells[$0]) }
    }

    /// Whether nobody is asked who they are.
    var isOpen: Bool { refusal(of: .none) == nil }

    /// Whether nobody in any column succeeds.
    var isShut: Bool { AccessColumn.allCases.allSatisfy { refusal(of: $0) != nil } }
}
