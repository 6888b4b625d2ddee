import FuzzSupport

@testable import Accounts
@testable import UsersAPI

/// A byte that chooses a message, and a body.
///
/// What jansson reads is written and read again without a difference, and the reader of kept text agrees with it; a message is made, or
/// says what is wrong with which field; kept text stays what it is.
@main
enum JSONFuzz: FuzzTarget {
    private static let messages: [any RequestMessage.Type] = [
        RegisterMessage.self, LoginMessage.self, OwnChangesMessage.self, NewPreferencesMessage.self,
        AdminCreateMessage.self, AdminChangesMessage.self, NewServiceTokenMessage.self, LogoutMessage.self,
        RefreshMessage.self, IntrospectMessage.self, EmailMessage.self, MailedLinkMessage.self, ResetMessage.self,
        NamespacedRegisterMessage.self, NamespacedLoginMessage.self, NamespacedChangesMessage.self,
        NewProfileMessage.self, ProfileChangesMessage.self, ImportMessage.self,
    ]

    static func test(_ input: FuzzInput) {
        var input = input
        let message = messages[Int(input.byte()) % messages.count]
        let bytes = input.remainder()
        let value = try? JSONValue(parsing: bytes)
        checkCopy(of: bytes, value)
        checkPreferences(bytes)
        read(bytes, as: message)
        guard let value else { return }
        checkWriting(value)
        require(PythonJSONScanner.mistake(in: bytes) == nil, "Python finds a mistake")
    }

    /// Written twice, since of two keys that differ in their normalisation alone the first time leaves one.
    private static func checkWriting(_ value: JSONValue) {
        let text = written(value)
        guard let again = try? JSONValue(parsing: text) else {
            fail("not read again: \(String(decoding: text, as: UTF8.self))")
        }
        require(again == value && written(again) == text, "\(String(decoding: text, as: UTF8.self))")
    }

    /// The reader of kept text takes what jansson takes, and copies a text that means the same.
    private static func checkCopy(of bytes: [UInt8], _ value: JSONValue?) {
        guard var reader = try? JSONTextReader(bytes), (try? reader.readValue()) != nil, reader.skipBlanks() == nil
        else {
            require(value == nil, "jansson takes what the reader refuses")
            return
        }
        require(reader.copy.count <= bytes.count)
        if let value, value.hasPlainKeys {
            require((try? JSONValue(parsing: reader.copy)) == value, "the copy means something else")
        }
        guard var again = try? JSONTextReader(reader.copy), (try? again.readValue()) != nil else {
            fail("the copy is not read again")
        }
        require(again.copy == reader.copy, "the copy of a copy differs")
    }

    /// Kept text is within its bounds, and kept as it is when it is read again.
    private static func checkPreferences(_ bytes: [UInt8]) {
        guard case .object(let members)? = try? JSONValue(parsing: bytes, keeping: ["preferences"]),
            case .source(let text) = members["preferences"]
        else { return }
        require(text.text.jsonDepth <= JSONValue.maximumDepth)
        let stored = Array("{\"preferences\":\(text.text)}".utf8)
        let again = try? JSONValue(parsing: stored, keeping: ["preferences"])
        require(again == .object(["preferences": .source(text)]), "\(text) changes")
    }

    private static func read<Message: RequestMessage>(_ bytes: [UInt8], as type: Message.Type) {
        let kept = Message.fields.filter(\.keepsSource).map(\.property.name)
        guard let value = try? JSONValue(parsing: bytes, keeping: kept), case .object(let members) = value,
            value.pathOfNullCharacter() == nil
        else { return }
        do throws(AccountError) {
            let values = try FieldValues(members, as: Message.fields)
            for field in Message.fields where field.property.isRequired {
                require(members[field.property.name] != nil, "\(field.property.name) is missing")
            }
            _ = try Message(values)
        } catch {
            guard case .invalid(let problems) = error else { fail("\(error)") }
            require(!problems.isEmpty && problems.allSatisfy { !$0.message.isEmpty })
        }
    }

    private static func written(_ value: JSONValue) -> [UInt8] {
        var writer = JSONWriter()
        writer.value(value)
        return writer.bytes
    }
}

extension JSONValue {
    /// Whether all keys are ASCII: of others, two may be one to Swift and not to jansson.
    fileprivate var hasPlainKeys: Bool {
        switch self {
        case .array(let values): values.allSatisfy(\.hasPlainKeys)
        case .object(let members): members.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } && $1.hasPlainKeys }
        default: true
        }
    }
}
