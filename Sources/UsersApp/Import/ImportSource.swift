import Accounts
import UsersAPI

/// The accounts of a file, checked, a batch at a time. An actor, so that a batch is read while the one before is stored.
actor ImportSource {
    /// How many lines are read in one go: few at first, so that something is stored soon.
    private static let batches = 1000...16_000
    /// How many bytes of documents end a batch.
    private static let batchBytes = 16 << 20

    private let service: ImportService
    private var lines: LineReader
    private var number = 0
    private var limit = batches.lowerBound

    init(_ descriptor: Int32, for service: ImportService) {
        lines = LineReader(descriptor)
        self.service = service
    }

    /// The next lines that are not empty; none at the end.
    func next() throws(Failure) -> [ImportLine] {
        var batch: [ImportLine] = []
        var byteCount = 0
        defer { limit = min(limit * 2, Self.batches.upperBound) }
        while batch.count < limit, byteCount < Self.batchBytes, let line = try lines.next() {
            number += 1
            switch line {
            case .tooLong:
                let message = "A line has at most \(LineReader.maximumLength) bytes."
                let problem = FieldProblem(path: [], .tooLong, message, limit: LineReader.maximumLength)
                batch.append(ImportLine(number: number, account: .failure(.invalid([problem]))))
            case .bytes(let bytes):
                if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
                let account = Result { () throws(AccountError) in
                    try service.prepare(try ImportedAccount(json: bytes))
                }
                if case .success(let account) = account { byteCount += account.byteCount }
                batch.append(ImportLine(number: number, account: account))
            }
        }
        return batch
    }
}
