@testable import Accounts
@testable import DocumentStore

/// An account's document with something in every field.
enum AccountSample {
    private static let instant = BSONValue.dateTime(BSONDateTime(milliseconds: 1_750_000_000_000))
    private static let id = BSONValue.objectID(ObjectID(bytes: repeatElement(7, count: 12)) ?? .generate())
    private static let hash = BSONValue.binary(BSONBinary([UInt8](repeating: 9, count: 32)))

    static let document: BSONDocument = [
        "_id": id, "email": "jane@example.com", "username": "Jane",
        "hashed_password": "$2b$12$saltsaltsaltsaltsaltsuhashhashhashhashhashhashhashhash1",
        "is_admin": false, "is_active": true, "created_at": instant, "updated_at": instant, "namespace": "default",
        "version": 3, "revision": 7, "identifiers": ["default/email/jane@example.com"], "email_verified_at": instant,
        "last_login_at": instant, "tokens_valid_from": instant, "password_set_at": instant, "awaits_activation": true,
        "activation_expires_at": instant, "verified_email": "jane@example.org",
        "email_undos": [["id": id, "email": "j@example.net", "changed_at": instant]],
        "known_networks": ["192.0.2.0/24"],
        "display_name": "Jane D.", "full_name": "Jane Doe", "first_name": "Jane", "last_name": "Doe", "locale": "fr_FR",
        "marketing_opt_in": true, "avatar": "/uploads/x.png", "extra": ["k": "v"], "preferences": "{\"a\":1}",
        "attributes": ["k": "v"], "roles": ["r"], "groups": ["g"], "permissions": ["can.introspect"],
        "sessions": [session], "outbox": [audit, mail, upload], "outbox_due_at": instant, "erased_at": instant,
        "sort_email": "jane@example.com", "sort_name": "jane", "search": ["jane"], "other": 1,
    ]

    private static let session: BSONValue = [
        "id": "0123456789abcdef", "refresh_hash": hash, "created_at": instant, "last_used_at": instant,
        "expires_at": instant, "ip": "192.0.2.1", "user_agent": "curl/8.0",
        "predecessors": [["hash": hash, "used_at": instant]],
    ]

    private static let audit: BSONValue = [
        "id": id, "due_at": instant,
        "audit": [
            "_id": id, "event": "login", "at": instant, "namespace": "default", "actor": "user:1", "request_id": "r",
            "user_id": id, "ip": "192.0.2.1", "user_agent": "curl/8.0", "details": ["k": "v"], "revision": 0,
        ],
    ]

    private static let mail: BSONValue = [
        "id": id, "due_at": instant,
        "mail": [
            "kind": "verify_email", "recipient": "jane@example.com", "attempts": 1, "undo_id": id, "device": "curl",
            "queued_at": instant, "reason": "refused",
        ],
    ]

    private static let upload: BSONValue = ["id": id, "due_at": instant, "upload": "x.png"]

    /// The document with a value in the place of one that it has: the choice counts fields, those of documents within after their own.
    static func replacing(_ choice: Int, by value: BSONValue, in document: BSONDocument) -> BSONDocument {
        var choice = choice
        return document.replacing(&choice, by: value)
    }
}

extension BSONDocument {
    fileprivate func replacing(_ choice: inout Int, by value: BSONValue) -> BSONDocument {
        var result = BSONDocument()
        for element in self {
            choice -= 1
            result.append(element.name, choice == -1 ? value : element.value.replacing(&choice, by: value))
        }
        return result
    }
}

extension BSONValue {
    fileprivate func replacing(_ choice: inout Int, by value: BSONValue) -> BSONValue {
        guard choice >= 0 else { return self }
        switch self {
        case .document(let document): return .document(document.replacing(&choice, by: value))
        case .array(let values): return .array(values.map { $0.replacing(&choice, by: value) })
        default: return self
        }
    }
}
