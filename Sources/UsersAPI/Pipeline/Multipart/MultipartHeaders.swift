/// The header lines of a part, read one by one (RFC 7578 §4.2).
struct MultipartHeaders {
    static let maximumBytes = 8 << 10
    private static let maximumFields = 32

    private var count = 0
    private var fields: [String: String] = [:]

    /// Takes a line without its CRLF.
    mutating func take(_ line: ArraySlice<UInt8>) throws(APIError) {
        count += 1
        guard count <= Self.maximumFields else { throw .malformedForm("A part has too many header fields.") }
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
            line[..<colon].allSatisfy({ 0x21...0x7E ~= $0 }),
            line[colon...].allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }),
            let value = String(validating: line[(colon + 1)...], as: UTF8.self)
        else { throw .malformedForm("A part's header is malformed.") }
        let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
        guard fields.updateValue(String(value[...].trimmingSpaces), forKey: name) == nil
        else { throw .malformedForm("A part's header has a field twice.") }
    }

    /// The part that they describe, without its bytes.
    func part() throws(APIError) -> MultipartPart {
        guard let disposition = fields["content-disposition"].flatMap(HeaderParameters.init),
            disposition.type == "form-data", let name = disposition["name"]
        else { throw .malformedForm("A part names no field of a form.") }
        let encoding = fields["content-transfer-encoding"]?.lowercased() ?? "binary"
        guard ["7bit", "8bit", "binary"].contains(encoding)
        else { throw .malformedForm("A part has a transfer encoding.") }
        return MultipartPart(
            name: Self.unescaped(name), fileName: disposition["filename"].map(Self.unescaped),
            contentType: fields["content-type"])
    }

    /// Undoes what browsers, and curl, write for quotes and line breaks; a percent sign itself they don't escape.
    private static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
        var text = text
        for (escape, character) in [("%22", "\""), ("%0D", "\r"), ("%0A", "\n"), ("%0d", "\r"), ("%0a", "\n")] {
            text = text.replacing(escape, with: character)
        }
        return text
    }
}
