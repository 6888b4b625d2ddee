import HTTPTypes
import Testing

@testable import UsersAPI

/// The messages of the recorded Djoser, by what tests call them.
enum DjoserWords {
    static let messages = [
        "required": "This field is required.",
        "null": "This field may not be null.",
        "blank": "This field may not be blank.",
        "text": "Not a valid string.",
        "NUL": "Null characters are not allowed.",
        "characters": "Enter a valid username. This value may contain only letters, numbers, and @/./+/-/_ characters.",
        "address": "Enter a valid email address.",
        "150": "Ensure this field has no more than 150 characters.",
        "254": "Ensure this field has no more than 254 characters.",
        "short": "This password is too short. It must contain at least 8 characters.",
        "common": "This password is too common.",
        "numeric": "This password is entirely numeric.",
        "like username": "The password is too similar to the username.",
        "like email": "The password is too similar to the email address.",
        "like first name": "The password is too similar to the first name.",
        "passwords differ": "The two password fields didn't match.",
        "usernames differ": "The two username fields didn't match.",
        "taken": "A user with that username already exists.",
        "email taken": "user with this email address already exists.",
        "wrong": "Invalid password.",
        "uid": "Invalid user id or user doesn't exist.",
        "token": "Invalid token for given user.",
    ]

    /// The body that a line stands for, such as `password: short, common; email: taken`.
    static func errors(_ line: some StringProtocol) throws -> JSONValue {
        var errors: [String: JSONValue] = [:]
        for part in line.split(separator: "; ") {
            let halves = part.split(separator: ": ")
            errors[String(halves[0])] = .array(
                try halves[1].split(separator: ", ").map { .string(try #require(messages[String($0)], "\($0)")) })
        }
        return .object(errors)
    }

    /// A body with other members, `"(absent)"` for those that are left out.
    static func body(_ base: [String: JSONValue], with changes: some StringProtocol) throws -> JSONValue {
        guard case .object(let changes) = try JSONValue(parsing: Array(changes.utf8)) else { return .null }
        return .object(base.merging(changes) { $1 }.filter { $0.value != "(absent)" })
    }
}

/// What a request's members are changed to, and what Djoser says of it.
struct DjoserCase: Sendable, CustomTestStringConvertible {
    let changes: String
    let errors: String

    var testDescription: String { changes }

    /// Reads a case a line: `{…} => field: message, message; field: message`.
    static func list(_ text: String) -> [DjoserCase] {
        text.split(separator: "\n").map { line in
            let halves = line.split(separator: " => ")
            return DjoserCase(changes: String(halves[0]), errors: String(halves[1]))
        }
    }
}

extension Answer {
    /// Whether this is 400 with the errors that a line stands for.
    func isRefused(_ errors: some StringProtocol) throws -> Bool {
        let expected = try DjoserWords.errors(errors)
        if json != expected { Issue.record("\(json) rather than \(expected)") }
        return status == .badRequest
    }
}
