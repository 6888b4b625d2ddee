/// What libFuzzer calls with each input: two bytes that choose limits and splits, then the bytes of a connection.
///
/// The parser must give the same account of the bytes whether they come at once, one by one, or in pieces, and never
/// claim more bytes than it was given; Swift traps where it would read past their end.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = [UInt8](UnsafeBufferPointer(start: start, count: count))
    guard input.count > 2 else { return 0 }
    let bytes = input[2...]
    let limits = input[0] & 1 == 0 ? ParserLimits() : smallLimits
    let whole = ParserTranscript([bytes], limits: limits)
    let split = ParserTranscript(pieces(of: bytes, seed: UInt32(input[0]) << 8 | UInt32(input[1])), limits: limits)
    precondition(whole.violation == nil, whole.violation ?? "")
    precondition(whole == split, "whole:\n\(whole)\nsplit:\n\(split)")
    return 0
}

/// Small enough for short inputs to pass them.
private let smallLimits = ParserLimits(
    requestLine: 24, head: 96, fields: 4, body: 24, chunkExtension: 8, leadingLines: 2)

/// Cuts the bytes at pseudo-random places, which an even seed puts close together.
private func pieces(of bytes: ArraySlice<UInt8>, seed: UInt32) -> [ArraySlice<UInt8>] {
    var state = seed | 1
    let longest: UInt32 = seed & 0x200 == 0 ? 3 : 40
    var pieces: [ArraySlice<UInt8>] = []
    var rest = bytes
    while !rest.isEmpty {
        state = state &* 1_664_525 &+ 1_013_904_223
        let count = 1 + Int((state >> 16) % longest)
        pieces.append(rest.prefix(count))
        rest = rest.dropFirst(count)
    }
    return pieces
}
