import Testing

@testable import Images

@Suite struct PNGCleanerTests {
    @Test func `The least PNG is taken as it is`() throws {
        let bytes = PNGBuilder().header().chunk("IDAT", PNGBuilder.pixel).chunk("IEND").bytes
        #expect(try ImageCleaner.clean(bytes) == CleanImage(type: .png, width: 1, height: 1, bytes: bytes))
    }

    @Test func `Few bytes that claim huge sides are too large`() {
        let bytes = PNGBuilder().header(width: 30_000, height: 30_000)
            .chunk("IDAT", PNGBuilder.pixel + [UInt8](repeating: 0, count: 3000)).chunk("IEND").bytes
        #expect(throws: ImageError.tooLarge(width: 30_000, height: 30_000)) { try ImageCleaner.clean(bytes) }
    }

    @Test(arguments: [
        ("no IDAT", PNGBuilder().header().chunk("IEND")),
        ("empty IDAT", PNGBuilder().header().chunk("IDAT").chunk("IEND")),
        ("no IEND", PNGBuilder().header().chunk("IDAT", PNGBuilder.pixel)),
        ("filled IEND", PNGBuilder().header().chunk("IDAT", PNGBuilder.pixel).chunk("IEND", [0])),
        (
            "IDAT in two places",
            PNGBuilder().header().chunk("IDAT", PNGBuilder.pixel).chunk("tIME").chunk("IDAT", [1]).chunk("IEND")
        ),
        ("IHDR twice", PNGBuilder().header().header().chunk("IDAT", PNGBuilder.pixel).chunk("IEND")),
        ("IHDR late", PNGBuilder().chunk("tEXt").header().chunk("IDAT", PNGBuilder.pixel).chunk("IEND")),
        ("no zlib stream", PNGBuilder().header().chunk("IDAT", Array("<script>1</script>".utf8)).chunk("IEND")),
        (
            "preset dictionary",
            PNGBuilder().header().chunk("IDAT", [0x78, 0xBB] + PNGBuilder.pixel.dropFirst(2)).chunk("IEND")
        ),
        ("unknown critical", PNGBuilder().header().chunk("EVIL").chunk("IDAT", PNGBuilder.pixel).chunk("IEND")),
        ("no palette", PNGBuilder().header(color: 3).chunk("IDAT", PNGBuilder.pixel).chunk("IEND")),
        (
            "palette of gray",
            PNGBuilder().header().chunk("PLTE", [1, 2, 3]).chunk("IDAT", PNGBuilder.pixel).chunk("IEND")
        ),
        (
            "palette too long",
            PNGBuilder().header(depth: 1, color: 3).chunk("PLTE", [UInt8](repeating: 0, count: 9))
                .chunk("IDAT", PNGBuilder.pixel).chunk("IEND")
        ),
        (
            "too little for its sides",
            PNGBuilder().header(width: 8000, height: 8000).chunk("IDAT", PNGBuilder.pixel).chunk("IEND")
        ),
        ("side 0", PNGBuilder().header(width: 0).chunk("IDAT", PNGBuilder.pixel).chunk("IEND")),
        ("depth 3", PNGBuilder().header(depth: 3).chunk("IDAT", PNGBuilder.pixel).chunk("IEND")),
        ("RGB of 4 bits", PNGBuilder().header(depth: 4, color: 2).chunk("IDAT", PNGBuilder.pixel).chunk("IEND")),
        ("colour type 5", PNGBuilder().header(color: 5).chunk("IDAT", PNGBuilder.pixel).chunk("IEND")),
        ("interlace 2", PNGBuilder().header(interlace: 2).chunk("IDAT", PNGBuilder.pixel).chunk("IEND")),
    ])
    func `A broken structure is refused`(name: String, builder: PNGBuilder) {
        do {
            _ = try ImageCleaner.clean(builder.bytes)
            Issue.record("taken")
        } catch {
            guard case .unsupported = error else { Issue.record("\(error)"); return }
        }
    }

    @Test func `A wrong checksum is refused, in a dropped chunk too`() throws {
        let sample = try #require(Sample.named("rgb-metadata-orientation-6.png"))
        for index in sample.bytes.indices.dropFirst(33) {
            var bytes = sample.bytes
            bytes[index] ^= 0x10
            #expect(throws: ImageError.self) { try ImageCleaner.clean(bytes) }
        }
    }

    @Test func `A zlib header in two chunks is read`() throws {
        let pixel = PNGBuilder.pixel
        let bytes = PNGBuilder().header().chunk("IDAT", [pixel[0]]).chunk("IDAT", Array(pixel[1...])).chunk("IEND")
            .bytes
        #expect(try ImageCleaner.clean(bytes).bytes == bytes)
    }

    @Test func `Colour space stays, before the palette alone`() throws {
        let colors = PNGBuilder().header().chunk("gAMA", [0, 0, 0xB1, 0x8F]).chunk("sRGB", [0])
        let bytes = colors.chunk("IDAT", PNGBuilder.pixel).chunk("IEND").bytes
        #expect(try ImageCleaner.clean(bytes).bytes == bytes)
        let odd = colors.chunk("gAMA", Array("html".utf8)).chunk("cHRM", [1]).chunk("IDAT", PNGBuilder.pixel)
            .chunk("sRGB", [1]).chunk("IEND")
        #expect(try ImageCleaner.clean(odd.bytes).bytes == bytes)
    }
}
