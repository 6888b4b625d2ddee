/// A field of a form (RFC 7578 §4.2): a file where it has a file name, however empty.
struct MultipartPart: Equatable, Sendable {
    let name: String
    let fileName: String?
    let contentType: String?
    var bytes: [UInt8] = []
}
