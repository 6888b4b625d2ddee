import FuzzSupport
import HTTPTypes

@testable import Accounts
@testable import SocketServer
@testable import UsersAPI

/// A field's value, which every reader of fields is tried with.
///
/// A range lies within its content, an entity tag stands in its field as we write it, an address reads again as what it is written as,
/// parameters too, and no token or id has what the field's grammar does not let it have.
@main
enum FieldFuzz: FuzzTarget {
    private static let peer = PeerAddress.ipv4([10, 0, 0, 1])
    private static let proxies = made { try TrustedProxies(["10.0.0.0/8", "2001:db8::/32"]) }
    private static let names: [HTTPField.Name] = [
        .ifMatch, .ifNoneMatch, .xForwardedFor, .xRequestID, .accept, .contentType, .origin,
    ]

    static func test(_ input: FuzzInput) {
        var input = input
        let bytes = input.remainder()
        // Fields are trimmed and have no control characters, whoever reads them.
        guard bytes.allSatisfy(ByteClass.isFieldValue), bytes.first.map(ByteClass.isBlank) != true,
            bytes.last.map(ByteClass.isBlank) != true
        else { return }
        let text = String(decoding: bytes, as: UTF8.self)
        let fields = RequestFields(names.map { ($0.rawName, text) })
        let request = Request(method: .get, path: "/", fields: fields, remoteAddress: peer)

        checkRange(text)
        checkTags(request, text)
        checkTokens(text)
        checkAddresses(request, text)
        checkParameters(text)
        let id = RequestID.of(request)
        require(1...128 ~= id.utf8.count && id.utf8.allSatisfy(ByteClass.isToken), id)
    }

    private static func checkRange(_ text: String) {
        for length in [0, 1, 10, 1000] {
            guard case .part(let range) = ByteRange(text, length: length) else { continue }
            require(0 <= range.lowerBound && !range.isEmpty && range.upperBound <= length, "\(range) of \(length)")
        }
    }

    private static func checkTags(_ request: Request, _ text: String) {
        guard case .oneOf(let versions) = EntityTag.condition(request) else {
            return require(text == "*")
        }
        for version in versions { require(text.contains("\"\(version)\""), "\(version) in \(text)") }
        if text != "*", EntityTag.isFresh(request, "\"tag\"") { require(text.contains("\"tag\"")) }
    }

    private static func checkTokens(_ text: String) {
        if let token = BearerToken.parse(text) {
            require(
                !token.isEmpty && token.utf8.first != 0x20
                    && text.utf8.suffix(token.utf8.count).elementsEqual(token.utf8))
        }
        let conventions = DjoserConventions()
        guard let token = try? conventions.token(in: text) else { return }
        require(!token.isEmpty && !token.utf8.contains { ByteClass.isBlank($0) })
    }

    private static func checkAddresses(_ request: Request, _ text: String) {
        if let address = PeerAddress(text) {
            require(PeerAddress(address.description) == address)
            require(AddressBlock(text)?.contains(address) == true)
        }
        let client = proxies.clientAddress(of: request)
        require(PeerAddress(client.description) == client)
        require(TrustedProxies.none.clientAddress(of: request) == peer)
    }

    /// Parameters read the same when they are written in quotes.
    private static func checkParameters(_ text: String) {
        guard let parameters = HeaderParameters(text) else { return }
        let names = ["boundary", "name", "filename", "charset"].filter { parameters[$0] != nil }
        var written = parameters.type
        for name in names {
            let value = parameters[name] ?? ""
            var bytes: [UInt8] = []
            for byte in value.utf8 {
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { bytes.append(UInt8(ascii: "\\")) }
                bytes.append(byte)
            }
            written += "; \(name)=\"\(String(decoding: bytes, as: UTF8.self))\""
        }
        let again = HeaderParameters(written)
        require(again?.type == parameters.type, written)
        for name in names { require(again?[name] == parameters[name], written) }
    }
}

extension ByteClass {
    fileprivate static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab }
}
