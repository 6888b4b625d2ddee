import Accounts
import HTTPTypes
import SocketServer

/// Entity tags, a user's version above all, and the preconditions on them (RFC 9110 §8.8.3 and §13).
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

    /// Whether the client's copy, by `If-None-Match`, has this tag, which has no comma.
    static func isFresh(_ request: Request, _ tag: String) -> Bool {
        guard let field = request.fields[.ifNoneMatch] else { return false }
        return field.trimmed == "*" || tags(field, allowWeak: true).contains(tag[...])
    }

    private static func versions(_ field: String, allowWeak: Bool) -> [Int64] {
        tags(field, allowWeak: allowWeak).compactMap { tag in
            guard tag.count > 2, tag.first == "\"", tag.last == "\"" else { return nil }
            let digits = tag.dropFirst().dropLast()
            // Tags are compared by their characters: `"+5"` and `"05"` are none of ours.
            return Int64(digits).flatMap { String($0) == digits ? $0 : nil }
        }
    }

    private static func tags(_ field: String, allowWeak: Bool) -> [Substring] {
        field.split(separator: ",").map { part in
            let tag = part.trimmingSpaces
            return allowWeak && tag.hasPrefix("W/") ? tag.dropFirst(2) : tag
        }
    }
}

extension String {
    fileprivate var trimmed: Substring { self[...].trimmingSpaces }
}
