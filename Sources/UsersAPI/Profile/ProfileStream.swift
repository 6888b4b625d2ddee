import Accounts
import HTTPTypes
import SocketServer

/// The whole list in the form of `ProfilePageMessage`, written while it is read, so that no more than a batch of it is held.
enum ProfileStream {
    /// The answer. The first batch is read before it begins, so that a store which does not answer can still be told; a failure later
    /// breaks the connection, since what is there by then must not look complete.
    static func response(_ walk: AccountWalk, offset: Int) async throws -> Response {
        var walk = walk
        let first = try await walk.next() ?? []
        // From the start on, the total is what was written.
        let total = offset == 0 ? nil : try await walk.total()
        let rest = walk
        return Response(
            status: .ok, fields: [.contentType: "application/json"],
            body: .stream(length: nil) { writer in
                let count = try await write(first, then: rest, to: writer)
                var end = JSONWriter()
                ProfilePagination(total: total ?? count, count: count, limit: nil, offset: offset).write(to: &end)
                try await writer.write(Array("],\"pagination\":".utf8) + end.bytes + [UInt8(ascii: "}")])
            })
    }

    /// Writes the items, and returns how many.
    private static func write(
        _ first: [Account], then rest: AccountWalk, to writer: ResponseWriter
    ) async throws -> Int {
        try await writer.write(Array(#"{"items":["#.utf8))
        var walk = rest
        var count = 0
        var batch: [Account]? = first
        while let accounts = batch {
            if !accounts.isEmpty {
                // An array's text without its brackets.
                let items = JSONWriter.bytes(of: accounts.map { ProfileMessage($0) }).dropFirst().dropLast()
                try await writer.write((count > 0 ? [UInt8(ascii: ",")] : []) + items)
                count += accounts.count
            }
            batch = try await walk.next()
        }
        return count
    }
}
