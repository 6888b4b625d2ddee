/// Swagger UI, which `/docs` shows the document with.
public struct SwaggerUI: Sendable {
    let files: [SwaggerUIFile: StaticContent]

    /// Takes the bytes of each file, and throws what `read` throws.
    public init<Failure: Error>(_ read: (SwaggerUIFile) throws(Failure) -> [UInt8]) throws(Failure) {
        var files: [SwaggerUIFile: StaticContent] = [:]
        for file in SwaggerUIFile.allCases {
            files[file] = StaticContent(file.mediaType, try read(file))
        }
        self.files = files
    }
}
