import Accounts
import HTTPTypes
import SocketServer

/// A user's version as an entity tag, and the preconditions on it (RFC 9110 §8.8.3 and §13).
enum EntityTag {
    static func of(_ account: Account) -> String {
        "\"\(account.version)\""
    }

    /// What `If-Match` asks; a field that names no version of ours matches none.
    static func condition(_ request: Request) -> VersionCondition {
        guard let field = request.fields[.ifMatch] else { return .any }
        return field.trimmed == "*" ? .any : .oneOf(versions(field, allowWeak: false))
    }

    /// Whether the client's copy, by `If-None-Match`, is the account as it is.
    static func isFresh(_ request: Request, _ account: Account) -> Bool {
        guard let field = request.fields[.ifNoneMatch] else { return false }
        return field.trimmed == "*" || versions(field, allowWeak: true).contains(account.version)
    }

    private static func versions(_ field: String, allowWeak: Bool) -> [Int64] {
        field.split(separator: ",").compactMap { part in
            var tag = part.trimmingSpaces
            if allowWeak && tag.hasPrefix("W/") { tag = tag.dropFirst(2) }
            guard tag.count > 2, tag.first == "\"", tag.last == "\"" else { return nil }
            return Int64(tag.dropFirst().dropLast())
        }
    }
}

extension String {
    fileprivate var trimmed: Substring { self[...].trimmingSpaces }
}
