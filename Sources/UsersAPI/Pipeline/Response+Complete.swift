import HTTPTypes
import SocketServer

extension Response {
    /// Adds the fields that every answer has.
    ///
    /// The id is appended, not set, since looking a field up makes HTTPFields build an index.
    mutating func complete(requestID: String, _ cachePolicy: CachePolicy) {
        fields.append(HTTPField(name: .xRequestID, value: requestID))
        fixedFields.append(cachePolicy.fixedFields)
    }
}
