import FuzzSupport

@testable import Accounts
@testable import DocumentStore
@testable import UsersAPI

/// A query, which is tried as a form, a path and a cursor as well.
///
/// Percent-decoding agrees with a second reading; what was decoded is encoded and decoded again without a difference; a message is
/// made, or says what is wrong with which parameter; a path leads to a route of its form.
@main
enum QueryFuzz: FuzzTarget {
    private static let messages: [any RequestMessage.Type] = [
        ListMessage.self, ActivityMessage.self, AuditListMessage.self, ProfileListMessage.self,
    ]
    private static let routes = made { try RouteTable(AccountsAPI.dialects(), overlaps: AccountsAPI.overlaps) }

    static func test(_ input: FuzzInput) {
        var input = input
        let bytes = input.remainder()
        checkDecoding(bytes)
        let text = String(decoding: bytes, as: UTF8.self)
        checkPairs(text)
        for message in messages { read(text, as: message) }
        checkCursor(text)
        checkRoute("/" + text)
    }

    private static func checkDecoding(_ bytes: [UInt8]) {
        for plusIsSpace in [false, true] {
            let decoded = PercentEncoding.decode(bytes, plusIsSpace: plusIsSpace)
            require(decoded.map { Array($0.utf8) } == secondReading(bytes, plusIsSpace: plusIsSpace))
            guard let decoded else { continue }
            let encoded = PercentEncoding.encode(decoded)
            require(encoded.utf8.allSatisfy { 0x21...0x7E ~= $0 }, encoded)
            let again = PercentEncoding.decode(encoded.utf8, plusIsSpace: plusIsSpace)
            require(again.map { $0.utf8.elementsEqual(decoded.utf8) } == true, encoded)
        }
    }

    private static func secondReading(_ bytes: [UInt8], plusIsSpace: Bool) -> [UInt8]? {
        var decoded: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%") {
                let digits = bytes[(index + 1)...].prefix(2)
                guard digits.count == 2, digits.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
                    let byte = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
                else { return nil }
                decoded.append(byte)
                index += 3
            } else {
                decoded.append(plusIsSpace && bytes[index] == UInt8(ascii: "+") ? 0x20 : bytes[index])
                index += 1
            }
        }
        return String(validating: decoded, as: UTF8.self) == nil ? nil : decoded
    }

    private static func checkPairs(_ query: String) {
        guard let pairs = QueryString.pairs(query) else { return }
        let written = pairs.map { "\(PercentEncoding.encode($0))=\(PercentEncoding.encode($1))" }.joined(separator: "&")
        let again = QueryString.pairs(written) ?? []
        require(again.map { "\($0)\0\($1)" } == pairs.map { "\($0)\0\($1)" }, "\(query)\n\(written)")
    }

    private static func read<Message: RequestMessage>(_ query: String, as type: Message.Type) {
        guard let values = try? QueryString.values(of: query, as: Message.fields) else { return }
        do throws(AccountError) {
            _ = try Message(values)
        } catch {
            guard case .invalid(let problems) = error else { fail("\(error)") }
            require(!problems.isEmpty)
        }
    }

    private static func checkCursor(_ text: String) {
        guard let cursor = CursorText.decode(text, order: "email") else { return }
        let written = CursorText.encode(cursor, order: "email")
        guard let again = CursorText.decode(written, order: "email") else {
            fail("not read: \(written)")
        }
        require(CursorText.encode(again, order: "email") == written)
    }

    private static func checkRoute(_ path: String) {
        guard let match = routes.match(path), let route = match.routes.first else { return }
        let declared = route.path.split(separator: "/").map { $0.hasPrefix("{") ? nil : $0 }
        let segments = path.split(separator: "/")
        require(declared.count == segments.count, "\(path) for \(route.path)")
        for case (let fixed?, let segment) in zip(declared, segments) {
            require(fixed.utf8.elementsEqual(segment.utf8), "\(path) for \(route.path)")
        }
        require(
            match.parameters.count == declared.count { $0 == nil } && match.parameters.allSatisfy { !$0.isEmpty })
    }
}
