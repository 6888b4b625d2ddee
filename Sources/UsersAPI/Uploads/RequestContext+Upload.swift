import Accounts
import SocketServer

extension RequestContext {
    /// How long an upload may wait for its turn before its time runs.
    private static let longestWait = Duration.seconds(60)
    /// How long its body may then take, so that nobody blocks the others by being slow.
    private static let longestBody = Duration.seconds(60)

    /// Reads the file of a form's field and works on it, one of few at a time: while others wait, their bodies stay with their
    /// senders.
    ///
    /// Other parts are passed over; of a field that stands there twice the last counts.
    ///
    /// - Throws: `APIError.bodyTooLarge`, before anything is read where the declared length leaves no doubt; what `MultipartReader`
    ///   throws; `AccountError.invalid` where no such field has a file; what `body` throws.
    func withUpload<Result: Sendable>(
        _ field: String, _ body: ([UInt8]) async throws -> Result
    ) async throws -> Result {
        var reader = try MultipartReader(request, limits: MultipartLimits(fileBytes: services.avatars.maximumFileBytes))
        return try await withUploadTurn {
            var file: [UInt8]?
            while let part = try await reader.nextPart() {
                // Browsers send an empty name for a field without a file.
                if part.name == field, part.fileName.map({ !$0.isEmpty || !part.bytes.isEmpty }) ?? false {
                    file = part.bytes
                }
            }
            guard let file else { throw AccountError.invalid([.required(field)]) }
            return try await body(file)
        }
    }

    /// Reads a body with a file, and works on it, when it is the request's turn.
    func withUploadTurn<Result: Sendable>(_ body: () async throws -> Result) async throws -> Result {
        let gate = services.avatars.gate
        try await request.body.waitToRead(upTo: Self.longestWait) { try await gate.enter() }
        defer { gate.leave() }
        await request.body.limitTime(to: Self.longestBody)
        return try await body()
    }
}
