import DocumentStore

/// Looks for what is wrong in the store, also beside a running service: documents that are no accounts, accounts whose parts disagree
/// because something else wrote them, and counts and rosters that the accounts do not bear out.
public struct StoreCheck: Sendable {
    /// How many documents there are, and what is wrong.
    public struct Report: Sendable {
        /// How many documents `users` has.
        public internal(set) var documents = 0
        /// What has to be resolved.
        public internal(set) var problems: [StoreProblem] = []
    }

    private static let batch = 500

    let store: any DocumentStore
    let adoption: AccountAdoption

    /// Takes over what has become fit for it, then looks at every document.
    ///
    /// - Throws: `AccountError.unavailable`, `.broken`.
    public func run() async throws(AccountError) -> Report {
        let strangers = try await adoption.run().problems
        do {
            var report = try await walk()
            report.problems = strangers + report.problems
            return report
        } catch {
            throw AccountError(error)
        }
    }

    private func walk() async throws(StoreError) -> Report {
        var report = Report()
        var namespaces: Set<NamespaceName> = [.default]
        let all = PageQuery(along: AccountSchema.byEmail, limit: Self.batch)
        let countBefore = try await store.count(all, in: AccountSchema.users)
        var query = all
        repeat {
            let page = try await store.page(query, in: AccountSchema.users)
            report.documents += page.documents.count
            // The others are known from the pass.
            for document in page.documents where document["sort_email"]?.stringValue != nil {
                do throws(BSONError) {
                    let account = try Account(bson: document)
                    namespaces.insert(account.namespace)
                    report.problems += account.disagreements(with: document)
                } catch {
                    report.problems.append(StoreProblem(document, error))
                }
            }
            query.after = page.next
        } while query.after != nil
        let countAfter = try await store.count(all, in: AccountSchema.users)
        // Accounts may come and go meanwhile.
        if countBefore == countAfter, countAfter != report.documents {
            report.problems.append(
                StoreProblem(["_id": "users"], "count", "is \(countAfter) for \(report.documents) documents"))
        }
        for namespace in namespaces.sorted(by: { $0.description < $1.description }) {
            report.problems += try await rosterProblems(of: namespace)
        }
        return report
    }

    /// Those whom a roster lists and who are no active administrators: it may lack somebody, but never has one too many.
    private func rosterProblems(of namespace: NamespaceName) async throws(StoreError) -> [StoreProblem] {
        let accounts = DocumentCollection<Account>(AccountSchema.users, in: store)
        let rosters = DocumentCollection<Roster>(AccountSchema.admins, in: store)
        var problems: [StoreProblem] = []
        for id in try await rosters.find(namespace.description)?.admins ?? [] {
            var account: Account?
            do {
                account = try await accounts.find(id)
            } catch {
                guard case .unreadable = error else { throw error }
            }
            if let account, account.isActiveAdmin, account.namespace == namespace { continue }
            // Whoever is demoted at this moment was struck out first.
            guard let roster = try await rosters.find(namespace.description), roster.admins.contains(id) else {
                continue
            }
            problems.append(
                StoreProblem(
                    ["_id": .string(namespace.description)], "admins", "lists \(id), which is no active administrator"))
        }
        return problems
    }
}
