import Foundation

extension S3Bucket {
    /// Reads what follows the scheme and its colon.
    init(_ text: Substring, credentials: S3Credentials?) throws(UploadsURLError) {
        guard text.hasPrefix("//") else { throw .badBucket }
        let parts = text.dropFirst(2).split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let path = (parts.first ?? "").split(separator: "/", omittingEmptySubsequences: false)
        name = String(path.first ?? "")
        guard Self.isBucket(name) else { throw .badBucket }
        prefix = try Self.prefix(path.dropFirst())
        var (region, endpoint): (String?, String?)
        for option in parts.dropFirst().first?.split(separator: "&", omittingEmptySubsequences: false) ?? [] {
            let value = option.drop { $0 != "=" }.dropFirst()
            switch option.prefix(while: { $0 != "=" }) {
            case "region" where region == nil: region = try Self.region(value)
            case "endpoint" where endpoint == nil: endpoint = try Self.endpoint(value)
            default: throw .unknownOption
            }
        }
        self.region = region ?? Self.standardRegion
        self.endpoint = endpoint
        guard let credentials else { throw .noCredentials }
        self.credentials = credentials
    }

    /// Whether it is a name that AWS would give: 3 to 63 lower-case letters, digits, `.` and `-`.
    private static func isBucket(_ name: String) -> Bool {
        (3...63).contains(name.utf8.count)
            && name.utf8.allSatisfy { $0.isLowercaseOrDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
            && name.utf8.first?.isLowercaseOrDigit == true && name.utf8.last?.isLowercaseOrDigit == true
            && !name.contains("..")
    }

    private static func prefix(_ path: ArraySlice<Substring>) throws(UploadsURLError) -> String {
        let segments = path.last == "" ? path.dropLast() : path
        for segment in segments {
            guard !segment.isEmpty, segment != ".", segment != "..", segment.utf8.allSatisfy({ $0.isUnreserved })
            else { throw .badPrefix }
        }
        let prefix = segments.joined(separator: "/")
        guard prefix.utf8.count <= 512 else { throw .badPrefix }
        return prefix
    }

    private static func region(_ text: Substring) throws(UploadsURLError) -> String {
        guard (1...64).contains(text.utf8.count),
            text.utf8.allSatisfy({ $0.isLowercaseOrDigit || $0 == UInt8(ascii: "-") })
        else { throw .badRegion }
        return String(text)
    }

    private static func endpoint(_ text: Substring) throws(UploadsURLError) -> String {
        guard let decoded = text.removingPercentEncoding, let parts = URLComponents(string: decoded),
            let scheme = parts.scheme?.lowercased(), scheme == "https" || scheme == "http",
            let host = parts.host, isHost(host), parts.user == nil, parts.password == nil,
            parts.path == "" || parts.path == "/", parts.query == nil, parts.fragment == nil
        else { throw .badEndpoint }
        guard let port = parts.port else { return "\(scheme)://\(host)" }
        guard (1...65_535).contains(port) else { throw .badEndpoint }
        return "\(scheme)://\(host):\(port)"
    }

    /// Whether it is a name, an IPv4 address, or an IPv6 one in its brackets.
    private static func isHost(_ host: String) -> Bool {
        if host.hasPrefix("["), host.hasSuffix("]") {
            return host.dropFirst().dropLast().utf8.allSatisfy { $0.isUnreserved || $0 == UInt8(ascii: ":") }
        }
        return !host.isEmpty && host.utf8.allSatisfy { $0.isUnreserved }
    }
}

extension UInt8 {
    fileprivate var isLowercaseOrDigit: Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
    }
}
