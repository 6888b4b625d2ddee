import FuzzSupport

@testable import UsersAPI

/// Two bytes that choose limits and splits, a content type up to a line feed, a body.
///
/// The parser must find the same parts, and the same fault, whether the body comes at once or in pieces; together the parts are no
/// longer than the body, and written anew they read the same.
@main
enum MultipartFuzz: FuzzTarget {
    /// Small enough for short inputs to pass them.
    private static let smallLimits = MultipartLimits(fileBytes: 48, fieldBytes: 16, partCount: 3)

    static func test(_ input: FuzzInput) {
        var input = input
        let seed = input.integer(UInt16.self)
        let contentType = String(decoding: input.line(), as: UTF8.self)
        guard let boundary = try? MultipartReader.boundary(contentType) else { return }
        let body = input.remainder()
        let limits = seed & 0x100 == 0 ? MultipartLimits(fileBytes: 4096) : smallLimits

        let whole = MultipartTranscript([body[...]], boundary: boundary, limits: limits)
        let split = MultipartTranscript(body.pieces(seed: seed), boundary: boundary, limits: limits)
        require(whole == split, "whole:\n\(whole)\nsplit:\n\(split)")
        let length = whole.parts.reduce(0) { $0 + $1.bytes.count + $1.name.utf8.count }
        require(length <= body.count, "\(length) bytes of \(body.count)")

        guard whole.fault == nil, !whole.parts.isEmpty else { return }
        let written = whole.written(boundary: boundary)
        let again = MultipartTranscript([written[...]], boundary: boundary, limits: limits)
        require(again == whole, "read:\n\(whole)\nread again:\n\(again)")
    }
}
