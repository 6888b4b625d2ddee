import HTTPTypes
import SocketServer

extension Response {
    /// Adds the fields that every answer has.
    ///
    /// They are appended, not set, since looking a field up makes HTTPFields build an index; at once, since each time costs.
    mutating func complete(requestID: String, cacheControl: String) {
        fields.append(contentsOf: [
            HTTPField(name: .xRequestID, value: requestID), HTTPField(name: .xContentTypeOptions, value: "nosniff"),
            HTTPField(name: .cacheControl, value: cacheControl),
        ])
    }
}
