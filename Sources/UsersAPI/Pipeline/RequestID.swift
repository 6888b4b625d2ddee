import HTTPTypes
import SocketServer
import Synchronization

/// The id by which a request is found in the log.
enum RequestID {
    private static let digits: StaticString = "0123456789abcdef"
    /// The longest id that is taken from a client, in characters.
    private static let maximumLength = 128
    private static let seed = UInt64.random(in: .min ... .max)
    private static let count = Atomic<UInt64>(0)

    /// The client's id where it has 1 to 128 of `[A-Za-z0-9._-]`, a new one otherwise.
    static func of(_ request: Request) -> String {
        guard let id = request.fields[.xRequestID], isProper(id) else { return make() }
        return id
    }

    /// A new id. Unique, not secret: a counter, scrambled so that it does not tell how many requests there were.
    static func make() -> String {
        var value = seed &+ count.wrappingAdd(1, ordering: .relaxed).newValue &* 0x9E37_79B9_7F4A_7C15
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        value ^= value >> 31
        return String(unsafeUninitializedCapacity: 16) { text in
            digits.withUTF8Buffer { digits in
                for place in 0..<16 {
                    text[place] = digits[Int(truncatingIfNeeded: value >> (60 - 4 * UInt64(place))) & 15]
                }
            }
            return 16
        }
    }

    private static func isProper(_ id: String) -> Bool {
        guard (1...maximumLength).contains(id.utf8.count) else { return false }
        return id.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
    }
}
