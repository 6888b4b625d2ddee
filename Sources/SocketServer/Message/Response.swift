import HTTPTypes

/// A handler's answer; the server adds `Content-Length` or `Transfer-Encoding`, `Date` and `Connection`.
public struct Response: Sendable {
    /// The final status; 1xx ones are not for handlers.
    public var status: HTTPResponse.Status
    /// Of these `Content-Length` and `Transfer-Encoding` are ignored; `Connection: close` closes the connection.
    public var fields: HTTPFields
    /// More fields, after those.
    public var fixedFields: [FixedFields] = []
    /// What follows the fields.
    public var body: ResponseBody

    /// Makes an answer, without a body unless one is given.
    public init(status: HTTPResponse.Status, fields: HTTPFields = [:], body: ResponseBody = .none) {
        self.status = status
        self.fields = fields
        self.body = body
    }
}
