import DocumentStore
import Logging

/// Takes over the documents that other programs wrote into `users`: fills in what an account has beyond the schema's seven fields.
///
/// Each document is one compare-and-swap, and one that is an account is found no more; so a pass may end at any moment, run again, and run
/// in several instances at once. What can't be an account stays as it is. Of documents whose addresses are one, none is taken over, whatever
/// their order: nothing tells whose the address is.
public struct AccountAdoption: Sendable {
    /// How many ids a line of the log names.
    private static let namedIDs = 20

    let store: any DocumentStore
    let directory: AccountDirectory
    let logger: Logger

    /// Looks at all documents that are no accounts yet; returns at once when there are none.
    ///
    /// - Throws: `AccountError.unavailable`, `.broken`: the next pass goes on.
    @discardableResult
    public func run() async throws(AccountError) -> AdoptionReport {
        var pass = AdoptionPass(store: store, directory: directory, logger: logger)
        do {
            try await pass.run()
        } catch {
            throw AccountError(error)
        }
        let isNews = directory.strangers.replace(problems: pass.report.problems, identifiers: pass.heldIdentifiers)
        tell(pass.report, isNews: isNews)
        return pass.report
    }

    private func tell(_ report: AdoptionReport, isNews: Bool) {
        if report.adopted > 0 {
            logger.notice("accounts were taken over", metadata: ["count": "\(report.adopted)"])
        }
        guard isNews, !report.problems.isEmpty else { return }
        let ids = report.problems.prefix(Self.namedIDs).map(\.id).joined(separator: " ")
        logger.warning(
            "documents are kept out of login as they are; users store check tells why",
            metadata: ["count": "\(report.problems.count)", "first_ids": "\(ids)"])
    }
}
