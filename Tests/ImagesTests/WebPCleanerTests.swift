import Testing

@testable import Images

@Suite struct WebPCleanerTests {
    /// A whole file of chunks, each with its four letters, size and padding.
    private func file(_ chunks: [(String, [UInt8])]) -> [UInt8] {
        var content = Array("WEBP".utf8)
        for (type, data) in chunks {
            content += type.utf8
            content.append(littleEndian: data.count, count: 4)
            content += data + (data.count % 2 == 1 ? [0] : [])
        }
        var bytes = Array("RIFF".utf8)
        bytes.append(littleEndian: content.count, count: 4)
        return bytes + content
    }

    private func bitstream() throws -> [UInt8] {
        Array(try #require(Sample.named("lossless.webp")).bytes[20...])
    }

    @Test func `The extended form goes where nothing needs it, with wrong flags and unknown chunks`() throws {
        let data = try bitstream()
        let extended: [UInt8] = [0x2C, 0, 0, 0, 39, 0, 0, 26, 0, 0]
        let bytes = file([
            ("VP8X", extended), ("<js>", Array("alert".utf8)), ("VP8L", data), ("XMP ", Array("alert".utf8)),
        ])
        #expect(try ImageCleaner.clean(bytes).bytes == file([("VP8L", data)]))
        #expect(
            try ImageCleaner.clean(file([("VP8L", data), ("EXIF", Array("alert".utf8))])).bytes
                == file([("VP8L", data)]))
    }

    @Test func `Files out of order are refused`() throws {
        let data = try bitstream()
        let extended: [UInt8] = [0, 0, 0, 0, 39, 0, 0, 26, 0, 0]
        let other: [UInt8] = [0, 0, 0, 0, 38, 0, 0, 26, 0, 0]
        let animated: [UInt8] = [2, 0, 0, 0, 39, 0, 0, 26, 0, 0]
        let broken: [[(String, [UInt8])]] = [
            [], [("VP8X", extended)], [("VP8X", other), ("VP8L", data)], [("VP8X", animated), ("VP8L", data)],
            [("VP8X", extended), ("VP8L", data), ("VP8L", data)], [("XMP ", [1]), ("VP8L", data)],
            [("VP8X", extended), ("VP8X", extended), ("VP8L", data)],
            [("VP8X", extended), ("ANIM", []), ("VP8L", data)],
            [("VP8 ", data)], [("VP8L", [0x2F])], [("VP8X", Array(extended.dropLast())), ("VP8L", data)],
        ]
        for chunks in broken {
            #expect(throws: ImageError.self) { try ImageCleaner.clean(file(chunks)) }
        }
    }
}
