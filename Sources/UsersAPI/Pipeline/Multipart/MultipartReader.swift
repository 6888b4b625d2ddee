import HTTPTypes
import SocketServer
import Telemetry

/// Reads the parts of a request's `multipart/form-data` body one after the other, as they arrive.
struct MultipartReader {
    private let body: RequestBody
    private var parser: MultipartParser

    /// - Throws: `.bodyRequired`; `.unsupportedMediaType` for another content type; `.malformedForm` for a boundary
    ///   against RFC 2046 §5.1.1; `.bodyTooLarge`, before anything is read, for a declared length over the limit.
    init(_ request: Request, limits: MultipartLimits) throws(APIError) {
        guard !request.body.isEmpty else { throw .bodyRequired }
        parser = MultipartParser(boundary: try Self.boundary(request.fields[.contentType]), limits: limits)
        guard request.body.declaredLength ?? 0 <= limits.bodyBytes
        else { throw .bodyTooLarge(limit: limits.fileBytes) }
        body = request.body
    }

    /// The next part, nil after the last, when the body was read to its end.
    ///
    /// - Throws: `.bodyTooLarge` as soon as a part is over its limit, or the body over its own; `.malformedForm`; what
    ///   reading the body throws.
    mutating func nextPart() async throws(APIError) -> MultipartPart? {
        while true {
            switch try parser.next() {
            case .part(let part): return part
            case .end: return nil
            case .needMore:
                let chunk: [UInt8]?
                let start = MonotonicTime.now
                defer { RequestTime.add(.body, since: start) }
                do {
                    chunk = try await body.nextChunk()
                } catch {
                    throw APIError(error)
                }
                if let chunk { try parser.append(chunk) } else { parser.finish() }
            }
        }
    }

    /// The boundary that a content type names.
    static func boundary(_ contentType: String?) throws(APIError) -> [UInt8] {
        guard let contentType, let value = HeaderParameters(contentType), value.type == "multipart/form-data"
        else { throw .unsupportedMediaType }
        guard let boundary = value["boundary"].map({ Array($0.utf8) }), 1...70 ~= boundary.count,
            boundary.allSatisfy(isBoundaryCharacter), boundary.last != UInt8(ascii: " ")
        else { throw .malformedForm("The content type names no proper boundary.") }
        return boundary
    }

    private static func isBoundaryCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default: "'()+_,-./:=? ".utf8.contains(byte)
        }
    }
}
