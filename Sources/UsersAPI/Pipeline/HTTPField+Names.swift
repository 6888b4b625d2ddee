import HTTPTypes

/// Field names that swift-http-types does not list.
extension HTTPField.Name {
    static let xRequestID = known("X-Request-Id")
    static let xTotalCount = known("X-Total-Count")
    static let xForwardedFor = known("X-Forwarded-For")
    static let xRealIP = known("X-Real-IP")
    static let forwarded = known("Forwarded")
    static let traceparent = known("traceparent")
    static let xCustomerID = known("x-customer-id")
    static let xUserID = known("x-user-id")
    static let link = known("Link")

    private static func known(_ name: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(name) else { preconditionFailure("\(name) is no field name") }
        return name
    }
}

extension HTTPField {
    /// `Content-Type` of JSON; made once, since a field's value is checked whenever one is made.
    static let json = HTTPField(name: .contentType, value: "application/json")
}
