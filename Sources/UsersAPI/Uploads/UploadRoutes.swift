import Accounts
import HTTPTypes
import SocketServer

/// Uploaded pictures, for everybody who knows their names.
enum UploadRoutes {
    static let dialect = Dialect(
        name: "uploads", description: "What users uploaded, as it is shown to everybody.", errors: NativeErrors(),
        routes: routes)

    /// A year: what a name stands for never changes (RFC 8246).
    private static let cachePolicy = CachePolicy("public, max-age=31536000, immutable")

    private static var routes: [Route] {
        [
            Route(
                .get, "/uploads/{name}", .anonymous, "Shows an uploaded picture, or a range of its bytes",
                answer: .string(format: "binary"), answerTypes: ["image/jpeg", "image/png", "image/webp"],
                headers: [.eTag, .acceptRanges], errors: [.notFound, .rangeNotSatisfiable], cachePolicy: cachePolicy
            ) { context in
                let name = context.parameters["name"] ?? ""
                return try response(try await context.services.avatars.file(name), name, to: context.request)
            }
        ]
    }

    /// Answers with the file, with a part of it, or that the client has it.
    private static func response(
        _ file: AvatarFile, _ name: String, to request: Request
    ) throws(APIError) -> Response {
        let tag = "\"\(name)\""
        var fields: HTTPFields = [
            .eTag: tag, .acceptRanges: "bytes", .contentSecurityPolicy: "default-src 'none'; sandbox",
        ]
        guard !EntityTag.isFresh(request, tag) else { return Response(status: .notModified, fields: fields) }
        fields[.contentType] = file.mediaType
        switch range(request, tag, file.bytes.count) {
        case .whole: return Response(status: .ok, fields: fields, body: .bytes(file.bytes))
        case .part(let range):
            fields[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(file.bytes.count)"
            return Response(status: .partialContent, fields: fields, body: .bytes(Array(file.bytes[range])))
        case .unsatisfiable: throw .rangeNotSatisfiable(length: file.bytes.count)
        }
    }

    /// What part is asked for: only GET asks for one, and `If-Range` only of this very picture (RFC 9110 §13.1.5, §14.2).
    private static func range(_ request: Request, _ tag: String, _ length: Int) -> ByteRange {
        guard request.method == .get, request.fields[.ifRange].map({ $0[...].trimmingSpaces == tag }) ?? true
        else { return .whole }
        return ByteRange(request.fields[.range], length: length)
    }
}
