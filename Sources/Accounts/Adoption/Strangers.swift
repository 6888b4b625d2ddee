import Synchronization

/// The documents that the last pass of `AccountAdoption` left as they are.
///
/// They are nobody's accounts, and nobody else may have their addresses: whoever registered one could pass for its holder.
final class Strangers: Sendable {
    private struct State {
        var problems: [StoreProblem] = []
        var identifiers: Set<String> = []
    }

    private let state = Mutex(State())

    /// Whether there are none.
    var isEmpty: Bool { state.withLock(\.problems.isEmpty) }

    /// Why each of them is no account.
    var problems: [StoreProblem] { state.withLock(\.problems) }

    /// Whether the identifier is that of an address which one of them has.
    func hold(_ identifier: String) -> Bool {
        state.withLock { $0.identifiers.contains(identifier) }
    }

    /// Takes over what a pass found; returns whether it differs from what the one before found.
    func replace(problems: [StoreProblem], identifiers: Set<String>) -> Bool {
        state.withLock { state in
            defer { state = State(problems: problems, identifiers: identifiers) }
            return state.problems != problems
        }
    }
}
