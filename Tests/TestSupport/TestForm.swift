/// A `multipart/form-data` body with one file.
public struct TestForm: Sendable {
    /// The body's content type, boundary included.
    public static let contentType = "multipart/form-data; boundary=form-boundary"

    /// The body.
    public let bytes: [UInt8]

    /// Makes a form.
    ///
    /// - Parameter fileName: Nil makes the field a text rather than a file.
    public init(_ file: [UInt8], field: String = "file", fileName: String? = "avatar.png") {
        let name = fileName.map { "; filename=\"\($0)\"\r\nContent-Type: image/png" } ?? ""
        let head = "--form-boundary\r\nContent-Disposition: form-data; name=\"\(field)\"\(name)\r\n\r\n"
        bytes = Array(head.utf8) + file + Array("\r\n--form-boundary--\r\n".utf8)
    }
}
