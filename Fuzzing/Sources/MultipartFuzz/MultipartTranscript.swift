import FuzzSupport

@testable import UsersAPI

/// What the parser makes of a body that arrives in given pieces.
struct MultipartTranscript: Equatable {
    private(set) var parts: [MultipartPart] = []
    /// The case of the error that ended it.
    private(set) var fault: String?

    init(_ pieces: [ArraySlice<UInt8>], boundary: [UInt8], limits: MultipartLimits) {
        var parser = MultipartParser(boundary: boundary, limits: limits)
        do {
            for piece in pieces {
                try parser.append(Array(piece))
                try drain(&parser)
            }
            parser.finish()
            try drain(&parser)
        } catch {
            switch error {
            case .malformedForm: fault = "malformed"
            case .bodyTooLarge(let limit): fault = "over \(limit) bytes"
            default: fail("\(error)")
            }
        }
    }

    private mutating func drain(_ parser: inout MultipartParser) throws(APIError) {
        while case .part(let part) = try parser.next() { parts.append(part) }
    }

    /// A body of these parts, as browsers write it.
    func written(boundary: [UInt8]) -> [UInt8] {
        var body: [UInt8] = []
        for part in parts {
            var header = "Content-Disposition: form-data; name=\"\(Self.escaped(part.name))\""
            if let fileName = part.fileName { header += "; filename=\"\(Self.escaped(fileName))\"" }
            // No blank before the value: a mark that begins it would join that.
            if let contentType = part.contentType { header += "\r\nContent-Type:\(contentType)" }
            body += "--".utf8 + boundary + "\r\n\(header)\r\n\r\n".utf8 + part.bytes + "\r\n".utf8
        }
        return body + "--".utf8 + boundary + "--".utf8
    }

    /// By bytes: a quote and a mark behind it are one character.
    private static func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\\"): bytes += #"\\"#.utf8
            case UInt8(ascii: "\""): bytes += "%22".utf8
            case 0x0D: bytes += "%0D".utf8
            case 0x0A: bytes += "%0A".utf8
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
