import Images
import Testing

@Suite struct ImageCleanerTests {
    @Test func `Cleaned images show the same pixels to another decoder, the same way up`() throws {
        #expect(Sample.kept.count == 18)
        let cleaned = try Sample.kept.map { try ImageCleaner.clean($0.bytes) }
        let before = try Pillow.decode(Sample.kept.map(\.bytes))
        let after = try Pillow.decode(cleaned.map(\.bytes))
        for (index, sample) in Sample.kept.enumerated() {
            let (before, after, image) = (before[index], after[index], cleaned[index])
            #expect(after.pixels == before.pixels, "\(sample)")
            #expect(after.format == before.format && after.frames == 1, "\(sample)")
            #expect((image.width, image.height) == (after.width, after.height), "\(sample)")
            #expect((image.width, image.height) == (40, 27), "\(sample)")
            #expect(after.orientation == sample.orientation && before.orientation == sample.orientation, "\(sample)")
            #expect(after.exifTags == (sample.orientation == 1 ? 0 : 1), "\(sample)")
        }
    }

    @Test(arguments: Sample.kept)
    func `Metadata is gone, and cleaning again changes nothing`(sample: Sample) throws {
        let image = try ImageCleaner.clean(sample.bytes)
        for trace in [Sample.planted, "script", "http", "XML", "ICC", "iCCP", "acTL", "sRGB IEC"] {
            #expect(!image.bytes.contains(trace.utf8), "\(trace)")
        }
        #expect(image.bytes.count <= sample.bytes.count + 64)
        #expect(try ImageCleaner.clean(image.bytes) == image)
    }

    @Test(arguments: Sample.kept)
    func `What is cut anywhere is refused`(sample: Sample) {
        guard let image = try? ImageCleaner.clean(sample.bytes) else {
            Issue.record("not clean")
            return
        }
        for bytes in [sample.bytes, image.bytes] {
            let taken = bytes.indices.filter { (try? ImageCleaner.clean(Array(bytes[..<$0]))) != nil }
            #expect(taken.isEmpty)
        }
    }

    @Test(arguments: Sample.kept)
    func `Flipped bits make another image or none, which cleans to itself`(sample: Sample) throws {
        for index in sample.bytes.indices {
            for bit in 0..<8 where (index + bit) % 3 == 0 {
                var bytes = sample.bytes
                bytes[index] ^= 1 << bit
                guard let image = try? ImageCleaner.clean(bytes) else { continue }
                #expect(try ImageCleaner.clean(image.bytes) == image)
            }
        }
    }

    @Test(arguments: Sample.kept)
    func `What follows the image is dropped`(sample: Sample) throws {
        let tails = ["<html><script>alert(1)</script>", "PK\u{3}\u{4}zip", "%PDF-1.7", "MZ\u{90}"]
        let image = try ImageCleaner.clean(sample.bytes)
        for tail in tails { #expect(try ImageCleaner.clean(sample.bytes + tail.utf8) == image) }
    }

    @Test(arguments: Sample.kept)
    func `What precedes the image makes it none`(sample: Sample) {
        for head in ["<svg/>", "\n", "GIF89a", "MZ", "\u{feff}"] {
            #expect(throws: ImageError.self) { try ImageCleaner.clean(head.utf8 + sample.bytes) }
        }
    }

    @Test(arguments: Sample.refused)
    func `Other formats and animations are refused`(sample: Sample) {
        #expect(throws: ImageError.self) { try ImageCleaner.clean(sample.bytes) }
    }

    @Test(arguments: [
        "", "\u{89}PNG", "GIF89a", "BM", "II*\0", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "<!DOCTYPE html>",
        "%PDF-1.7", "MZ", "PK\u{3}\u{4}", "RIFF\u{4}\0\0\0WAVE", "\0\0\0\u{18}ftypheic\0\0\0\0mif1heic",
    ])
    func `What is no image is refused, bare or behind an image's signature`(text: String) {
        let signatures: [[UInt8]] = [
            [], [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], [0xFF, 0xD8, 0xFF], [0xFF, 0xD8, 0xFF, 0xE0],
            Array("RIFF".utf8), Array("RIFF\u{20}\0\0\0WEBP".utf8), Array("RIFF\u{20}\0\0\0WEBPVP8 ".utf8),
        ]
        for signature in signatures {
            let filler = [UInt8](repeating: 0, count: 64)
            for bytes in [signature + text.utf8, signature + text.utf8 + filler] {
                do {
                    _ = try ImageCleaner.clean(bytes)
                    Issue.record("\(bytes) taken")
                } catch {
                    guard case .unsupported = error else { Issue.record("\(error)"); continue }
                }
            }
        }
    }

    @Test(arguments: Sample.kept)
    func `A side over the bound is told apart`(sample: Sample) throws {
        #expect(throws: ImageError.tooLarge(width: 40, height: 27)) {
            try ImageCleaner.clean(sample.bytes, maximumSide: 39)
        }
        #expect(try ImageCleaner.clean(sample.bytes, maximumSide: 40).width == 40)
    }

    @Test func `Two mebibytes take little time`() throws {
        let sample = try #require(Sample.named("rgba.png"))
        let head = Array(sample.bytes[..<33])
        let data = PNGBuilder.pixel + [UInt8](repeating: 0x3C, count: 2 << 20)
        let bytes = head + PNGBuilder().chunk("IDAT", data).chunk("IEND").bytes.dropFirst(8)
        let image = try ImageCleaner.clean(bytes)
        #expect(image.bytes == bytes)
    }
}
