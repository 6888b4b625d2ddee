/// How clients may write a body.
struct BodyEncodings: OptionSet, Sendable {
    let rawValue: Int

    static let json = BodyEncodings(rawValue: 1)
    /// `application/x-www-form-urlencoded`.
    static let form = BodyEncodings(rawValue: 2)
    /// `multipart/form-data` (RFC 7578).
    static let multipart = BodyEncodings(rawValue: 8)
    /// No body is as good as an empty object.
    static let absent = BodyEncodings(rawValue: 4)

    var mediaTypes: [String] {
        var types: [String] = []
        if contains(.json) { types.append("application/json") }
        if contains(.form) { types.append("application/x-www-form-urlencoded") }
        if contains(.multipart) { types.append("multipart/form-data") }
        return types
    }
}
