import HTTPTypes
import SocketServer

/// The caller's place in a distributed trace (W3C Trace Context §3.2), by which log lines of several services find each other.
struct TraceContext: Equatable, Sendable {
    /// 32 lower-case hex digits, not all of them 0.
    let traceID: String
    /// The id of the caller's span: 16 lower-case hex digits, not all of them 0.
    let spanID: String

    /// Reads the request's `traceparent`; nil where there is none, several, or one that is not proper.
    init?(_ request: Request) {
        let values = request.fields.values(of: .traceparent)
        guard values.count == 1 else { return nil }
        self.init(values[0])
    }

    /// Reads `version-traceid-parentid-flags`. A later version's may go on after another dash, and is not looked at further.
    init?(_ traceparent: String) {
        let bytes = Array(traceparent.utf8.prefix(56))
        guard bytes.count >= 55, [2, 35, 52].allSatisfy({ bytes[$0] == UInt8(ascii: "-") }),
            [0..<2, 3..<35, 36..<52, 53..<55].allSatisfy({ bytes[$0].allSatisfy(Self.isHexadecimal) }),
            Self.isSet(bytes[3..<35]), Self.isSet(bytes[36..<52])
        else { return nil }
        switch String(decoding: bytes[0..<2], as: UTF8.self) {
        case "ff": return nil
        case "00": guard bytes.count == 55 else { return nil }
        default: guard bytes.count == 55 || bytes[55] == UInt8(ascii: "-") else { return nil }
        }
        traceID = String(decoding: bytes[3..<35], as: UTF8.self)
        spanID = String(decoding: bytes[36..<52], as: UTF8.self)
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }

    private static func isSet(_ digits: ArraySlice<UInt8>) -> Bool {
        digits.contains { $0 != UInt8(ascii: "0") }
    }
}
