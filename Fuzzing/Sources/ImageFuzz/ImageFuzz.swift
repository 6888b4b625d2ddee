import FuzzSupport

@testable import Images

/// An image or what mutation left of one.
///
/// What comes of it must be no longer than the input and 64 bytes, and clean to itself; Swift traps where the cleaner
/// would read past an end.
@main
enum ImageFuzz: FuzzTarget {
    static func test(_ input: FuzzInput) {
        var input = input
        let bytes = input.remainder()
        check(bytes)
        // Mutation seldom meets a checksum.
        if bytes.starts(with: PNGCleaner.signature) { check(withChecksums(bytes)) }
    }

    private static func check(_ input: [UInt8]) {
        guard let image = try? ImageCleaner.clean(input) else { return }
        require(image.bytes.count <= input.count + 64, "\(image.bytes.count) bytes of \(input.count)")
        require(1...8192 ~= image.width && 1...8192 ~= image.height)
        let again = try? ImageCleaner.clean(image.bytes)
        require(again == image, "not clean:\n\(image)\n\(String(describing: again))")
    }

    /// The PNG with the checksum of each whole chunk put right.
    private static func withChecksums(_ input: [UInt8]) -> [UInt8] {
        var bytes = input
        var start = PNGCleaner.signature.count
        while start + 12 <= bytes.count {
            let length = bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
            let end = start + 8 + length
            guard end + 4 <= bytes.count else { break }
            let checksum = CRC32.checksum(bytes[start + 4..<end])
            for index in 0..<4 { bytes[end + index] = UInt8(truncatingIfNeeded: checksum >> (24 - 8 * UInt32(index))) }
            start = end + 4
        }
        return bytes
    }
}
