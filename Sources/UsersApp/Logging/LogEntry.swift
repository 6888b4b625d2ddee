import Accounts
import DocumentStore
import Logging
import UsersAPI

/// One entry of the log. Whatever a client sent stands escaped in it, so that no line can be forged.
struct LogEntry {
    let level: Logger.Level
    let label: String
    let message: String
    let metadata: Logger.Metadata

    var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("time")
            writer.string(Instant.now.rfc3339)
            writer.key("level")
            writer.string(level.rawValue)
            writer.key("logger")
            writer.string(label)
            writer.key("message")
            writer.string(message)
            for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
                writer.key(key)
                writer.string("\(value)")
            }
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    var text: [UInt8] {
        var line = "\(Instant.now.rfc3339) \(level.rawValue) \(label): \(Self.escaped(message))"
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
            line += " \(key)=\(Self.escaped("\(value)"))"
        }
        return Array((line + "\n").utf8)
    }

    private static func escaped(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return text }
        return String(
            text.unicodeScalars.map { scalar in
                scalar.properties.generalCategory == .control
                    ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
            }.joined())
    }
}
