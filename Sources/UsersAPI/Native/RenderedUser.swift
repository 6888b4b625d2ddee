import Accounts
import HTTPTypes
import SocketServer

/// A user's message with its entity tag, as it is sent.
final class RenderedUser: Sendable {
    private let fields: FixedFields
    private let body: [UInt8]

    init(_ account: Account) {
        fields = FixedFields([.contentType: HTTPField.json.value, .eTag: EntityTag.of(account)])
        body = JSONWriter.bytes(of: UserMessage(account))
    }

    func response(status: HTTPResponse.Status = .ok, fields: HTTPFields = [:]) -> Response {
        var response = Response(status: status, fields: fields, body: .bytes(body))
        // The pipeline adds another.
        response.fixedFields.reserveCapacity(2)
        response.fixedFields.append(self.fields)
        return response
    }
}
