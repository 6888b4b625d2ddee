import Accounts

/// One run of `users import`: reads a batch while the one before is stored, and prints a line for each account that was not.
struct ImportRun {
    let service: ImportService
    private(set) var totals = ImportTotals()
    private let progress = Progress("accounts")

    init(_ service: ImportService) {
        self.service = service
    }

    /// Imports all lines.
    mutating func run(_ source: ImportSource) async throws {
        try await service.begin()
        var batch = try await source.next()
        while !batch.isEmpty {
            async let following = source.next()
            try await store(batch)
            progress.tell(totals.count)
            batch = try await following
        }
        progress.end()
        try await service.end(totals)
    }

    private mutating func store(_ batch: [ImportLine]) async throws {
        let accounts = batch.compactMap { try? $0.account.get() }
        var outcomes = try await service.store(accounts).makeIterator()
        for line in batch {
            switch line.account {
            case .success: if let outcome = outcomes.next() { add(outcome, of: line) }
            case .failure(.invalid(let problems)): add(.refused(problems), of: line)
            case .failure(let error): throw error
            }
        }
    }

    private mutating func add(_ outcome: ImportOutcome, of line: ImportLine) {
        totals.add(outcome)
        switch outcome {
        case .stored: break
        case .present: print("\(line.number)\t-\tThis account is there already.")
        case .refused(let problems):
            for problem in problems { print("\(line.number)\t\(problem.importField)\t\(problem.message)") }
        }
    }
}

extension FieldProblem {
    /// The field's name; of keys that the file chose, nothing.
    fileprivate var importField: String { path.first ?? "-" }
}
