import FuzzSupport

@testable import Accounts
@testable import DocumentStore
@testable import UsersAPI

/// Lines of a file of `users import`.
///
/// An account is made of a line, or all that is wrong with it is told; what is made is stored as it is read again, and is not much
/// larger than its line.
@main
enum ImportFuzz: FuzzTarget {
    private static let now = Instant(milliseconds: 1_800_000_000_000)
    private static let service = ImportService(
        directory: AccountDirectory(store: NoStore(), serviceName: "fuzzing", clock: { now }),
        hasher: PasswordHasher(threads: 1), log: AuditLog(store: NoStore()))

    static func test(_ input: FuzzInput) {
        var input = input
        while !input.isEmpty {
            let line = input.line()
            do throws(AccountError) {
                check(try service.prepare(try ImportedAccount(json: line)), of: line)
            } catch {
                guard case .invalid(let problems) = error else { fail("\(error)") }
                require(!problems.isEmpty && problems.allSatisfy { !$0.message.isEmpty })
            }
        }
    }

    private static func check(_ prepared: PreparedAccount, of line: [UInt8]) {
        let document = prepared.document
        require(document.storageFlaw == nil)
        // Names are stored up to five times, and NFKC can make eleven bytes of one.
        require(prepared.byteCount <= 4096 + 64 * line.count, "\(prepared.byteCount) bytes of \(line.count)")
        guard let read = try? BSONDocument(validating: Array(document.bytes)), let account = try? Account(bson: read)
        else {
            fail("not read again: \(Array(document))")
        }
        require(account.bson == document, "written: \(Array(document))\nagain: \(Array(account.bson))")
    }
}
