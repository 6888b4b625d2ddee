import DocumentStore
import Logging

/// One pass of `AccountAdoption`: a first walk finds out which addresses occur more than once, a second one takes over the others.
struct AdoptionPass {
    /// How many documents are read, then written at once.
    private static let batch = 256
    /// How many other documents a reason names.
    private static let namedIDs = 5

    /// One of several documents whose addresses may be one.
    private struct Rival {
        let document: BSONDocument
        /// Why it would be no account in any case.
        let flaw: StoreProblem?
    }

    private(set) var report = AdoptionReport()
    /// What nobody may claim: the addresses of the documents that stay as they are.
    private(set) var heldIdentifiers: Set<String> = []

    private let store: any DocumentStore
    private let directory: AccountDirectory
    private let logger: Logger
    private var survey = AddressSurvey()
    private var rivals: [Identifier: [Rival]] = [:]

    init(store: any DocumentStore, directory: AccountDirectory, logger: Logger) {
        self.store = store
        self.directory = directory
        self.logger = logger
    }

    mutating func run() async throws(StoreError) {
        let total = try await store.count(AccountSchema.strangers(limit: 1), in: AccountSchema.users)
        guard total > 0 else { return }
        var cursor: PageCursor?
        repeat {
            for document in try await page(&cursor) {
                if let email = document.claimedEmail { survey.note(email) }
            }
        } while cursor != nil

        var progress = AdoptionProgress(total: total, logger: logger)
        repeat {
            let documents = try await page(&cursor)
            try await adopt(documents.filter { !isPostponed($0) })
            progress.advance(by: documents.count)
        } while cursor != nil
        try await judgeRivals()
        report.problems.sort { $0.id < $1.id }
    }

    /// The next documents that are no accounts; moves the cursor, which is nil at the end.
    private func page(_ cursor: inout PageCursor?) async throws(StoreError) -> [BSONDocument] {
        var query = AccountSchema.strangers(limit: Self.batch)
        query.after = cursor
        let page = try await store.page(query, in: AccountSchema.users)
        cursor = page.next
        return page.documents
    }

    /// Puts a document aside whose address others may have too.
    private mutating func isPostponed(_ document: BSONDocument) -> Bool {
        guard let email = document.claimedEmail, survey.mayRepeat(email) else { return false }
        var flaw: StoreProblem?
        do {
            _ = try Account(adopting: document, at: directory.now)
        } catch {
            flaw = error
        }
        rivals[email, default: []].append(Rival(document: document, flaw: flaw))
        return true
    }

    /// Leaves those alone whose addresses are one. Who has no rival after all was put aside for the hash of another address.
    private mutating func judgeRivals() async throws(StoreError) {
        for group in rivals.values {
            guard group.count > 1 else {
                try await adopt(group.map(\.document))
                continue
            }
            let ids = group.map { StoreProblem.name($0.document["_id"]) }
            for (rival, id) in zip(group, ids) {
                let others = ids.filter { $0 != id }
                let named = others.prefix(Self.namedIDs).joined(separator: ", ")
                let rest = others.count > Self.namedIDs ? " and of \(others.count - Self.namedIDs) more" : ""
                leave(
                    rival.document,
                    for: rival.flaw ?? StoreProblem(rival.document, "email", "is that of \(named)\(rest) too"))
            }
        }
    }

    private mutating func leave(_ document: BSONDocument, for problem: StoreProblem) {
        report.problems.append(problem)
        if let email = document.claimedEmail { heldIdentifiers.insert(email.description) }
    }

    private mutating func adopt(_ documents: [BSONDocument]) async throws(StoreError) {
        let outcomes = await withTaskGroup(of: (BSONDocument, Result<AdoptionOutcome, StoreError>).self) { group in
            for document in documents {
                group.addTask { [self] in
                    // The optimiser of Swift 6.3 loses the document when the error is caught here.
                    let outcome = await result(of: document)
                    return (document, outcome)
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        for (document, outcome) in outcomes {
            switch try outcome.get() {
            case .adopted(let account):
                report.adopted += 1
                if account.isActiveAdmin { await directory.admins.settle(account.id, namespace: account.namespace) }
            case .left(let problem): leave(document, for: problem)
            case .overtaken: break
            }
        }
    }

    private func result(of document: BSONDocument) async -> Result<AdoptionOutcome, StoreError> {
        do throws(StoreError) {
            return .success(try await outcome(of: document))
        } catch {
            return .failure(error)
        }
    }

    private func outcome(of document: BSONDocument) async throws(StoreError) -> AdoptionOutcome {
        var account: Account
        do {
            account = try Account(adopting: document, at: directory.now)
        } catch {
            return .left(error)
        }
        do {
            let revision = account.revision
            account.revision += 1
            let isReplaced = try await store.replace(account.bson, ifRevision: revision, in: AccountSchema.users)
            return isReplaced ? .adopted(account) : .overtaken
        } catch {
            switch error {
            case .duplicateKey: return .left(try await conflict(of: account, document))
            case .documentTooLarge: return .left(StoreProblem(document, "_id", "is of a document that is too large"))
            case .corrupt(let reason):
                logger.debug(
                    "a document can't be taken over", metadata: ["id": "\(account.id)", "reason": "\(reason)"])
                return .left(StoreProblem(document, "_id", "is of a document that the store refuses"))
            default: throw error
            }
        }
    }

    /// Names the account that has an identifier of this one.
    private func conflict(of account: Account, _ document: BSONDocument) async throws(StoreError) -> StoreProblem {
        for identifier in account.identifiers {
            let holder = try await store.find(
                .string(identifier), by: AccountSchema.identifiers, in: AccountSchema.users)
            guard let holder, holder["_id"] != .objectID(account.id) else { continue }
            return StoreProblem(document, "email", "is that of the account \(StoreProblem.name(holder["_id"])) too")
        }
        return StoreProblem(document, "_id", "is of a document that a unique index of another program refuses")
    }
}
