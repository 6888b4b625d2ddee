import FuzzSupport

@testable import SocketServer

/// Two bytes that choose limits and splits, then the bytes of a connection.
///
/// The parser must give the same account of the bytes whether they come at once, one by one, or in pieces, and never
/// claim more bytes than it was given; Swift traps where it would read past their end.
@main
enum ParserFuzz: FuzzTarget {
    /// Small enough for short inputs to pass them.
    private static let smallLimits = ParserLimits(
        requestLine: 24, head: 96, fields: 4, body: 24, chunkExtension: 8, leadingLines: 2)

    static func test(_ input: FuzzInput) {
        var input = input
        let seed = input.integer(UInt16.self)
        let bytes = input.remainder()
        let limits = seed & 0x100 == 0 ? ParserLimits() : smallLimits
        let whole = ParserTranscript([bytes[...]], limits: limits)
        require(whole.violation == nil, whole.violation ?? "")
        for pieces in [bytes.indices.map { bytes[$0...$0] }, bytes.pieces(seed: seed)] {
            let split = ParserTranscript(pieces, limits: limits)
            require(whole == split, "whole:\n\(whole)\nsplit:\n\(split)")
        }
    }
}
