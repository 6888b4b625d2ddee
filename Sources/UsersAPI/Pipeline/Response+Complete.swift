import HTTPTypes
import SocketServer

extension Response {
    /// Adds the fields that every answer has.
    ///
    /// They are appended, not set: looking a field up makes HTTPFields build an index.
    mutating func complete(requestID: String, cacheControl: String) {
        fields.append(HTTPField(name: .xRequestID, value: requestID))
        fields.append(HTTPField(name: .xContentTypeOptions, value: "nosniff"))
        fields.append(HTTPField(name: .cacheControl, value: cacheControl))
    }
}
