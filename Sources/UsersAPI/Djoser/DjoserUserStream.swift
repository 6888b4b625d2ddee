import Accounts
import HTTPTypes
import SocketServer

/// Users as one array, written while they are read, so that no more than a batch of them is held.
enum DjoserUserStream {
    /// The answer. The first batch is read before it begins, so that a store which does not answer can still be told; a failure later
    /// breaks the connection, since what is there by then must not look complete.
    static func response(_ walk: AccountWalk) async throws -> Response {
        var walk = walk
        let first = try await walk.next() ?? []
        let rest = walk
        return Response(
            status: .ok, fields: [.contentType: "application/json"],
            body: .stream(length: nil) { writer in
                var walk = rest
                var batch: [Account]? = first
                var separator = "["
                while let accounts = batch {
                    if !accounts.isEmpty {
                        // An array's text without its brackets.
                        let users = JSONWriter.bytes(of: accounts.map { DjoserUserMessage($0) }).dropFirst().dropLast()
                        try await writer.write(Array(separator.utf8) + users)
                        separator = ","
                    }
                    batch = try await walk.next()
                }
                try await writer.write(Array((separator == "[" ? "[]" : "]").utf8))
            })
    }
}
