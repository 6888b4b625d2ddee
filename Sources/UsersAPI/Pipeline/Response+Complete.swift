import HTTPTypes
import SocketServer

extension Response {
    /// Adds the fields that every answer has.
    ///
    /// They are appended, not set, since looking a field up makes HTTPFields build an index; at once, since each time costs.
    mutating func complete(requestID: String, cacheControl: HTTPField) {
        fields.append(contentsOf: [
            HTTPField(name: .xRequestID, value: requestID), Self.noSniff, cacheControl,
        ])
    }

    /// Made once, since a field's value is checked whenever one is made.
    private static let noSniff = HTTPField(name: .xContentTypeOptions, value: "nosniff")
}
