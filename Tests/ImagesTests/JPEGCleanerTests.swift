import Testing

@testable import Images

@Suite struct JPEGCleanerTests {
    private func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
        let count = content.count + 2
        return [0xFF, marker, UInt8(count >> 8), UInt8(count & 0xFF)] + content
    }

    @Test func `A thumbnail in JFIF and its extension is dropped`() throws {
        let sample = try #require(Sample.named("gray.jpg"))
        let thumbnail = Array("JFIF\0".utf8) + [1, 2, 0, 0, 1, 0, 1, 2, 1] + Array("secret".utf8)
        let extension_ = Array("JFXX\0".utf8) + [0x13, 1, 1] + Array("secret".utf8)
        let bytes = [0xFF, 0xD8] + segment(0xE0, thumbnail) + segment(0xE0, extension_) + sample.bytes[20...]
        let image = try ImageCleaner.clean(bytes)
        #expect(!image.bytes.contains("secret".utf8))
        #expect(image.bytes.starts(with: [0xFF, 0xD8] + segment(0xE0, thumbnail[..<12] + [0, 0])))
    }

    @Test func `Fill bytes and segments between scans are dropped`() throws {
        let sample = try #require(Sample.named("progressive-orientation-8.jpg"))
        let image = try ImageCleaner.clean(sample.bytes)
        let scans = image.bytes.indices.dropLast().filter { image.bytes[$0] == 0xFF && image.bytes[$0 + 1] == 0xDA }
        let second = try #require(scans.dropFirst().first)
        var bytes = image.bytes
        bytes.insert(
            contentsOf: segment(0xFE, Array("<html>".utf8)) + segment(0xEE, Array("Adobe1234567".utf8)), at: second)
        bytes.insert(contentsOf: [0xFF, 0xFF, 0xFF], at: second)
        #expect(try ImageCleaner.clean(bytes) == image)
    }

    @Test(arguments: [
        0x01, 0xC3, 0xC5, 0xC6, 0xC7, 0xC8, 0xC9, 0xCA, 0xCB, 0xCC, 0xCD, 0xCE, 0xCF, 0xD0, 0xD7, 0xD8, 0xDC, 0xDE,
        0xDF, 0xF0, 0xF7, 0x02, 0xBF, 0x00,
    ])
    func `Markers of other processes are refused`(marker: UInt8) throws {
        let sample = try #require(Sample.named("gray.jpg"))
        let bytes = [0xFF, 0xD8] + segment(marker, [0, 0, 0]) + sample.bytes.dropFirst(2)
        #expect(throws: ImageError.self) { try ImageCleaner.clean(bytes) }
    }

    @Test func `Restarts out of order are refused`() throws {
        let sample = try #require(Sample.named("restarts.jpg"))
        let second = try #require(
            sample.bytes.indices.dropLast().first {
                sample.bytes[$0] == 0xFF && sample.bytes[$0 + 1] == 0xD1
            })
        var bytes = sample.bytes
        bytes[second + 1] = 0xD2
        #expect(throws: ImageError.self) { try ImageCleaner.clean(bytes) }
    }

    @Test func `A scan with less data than its blocks need is refused`() throws {
        let sample = try #require(Sample.named("gray.jpg"))
        let scan = try #require(
            sample.bytes.indices.dropLast().last {
                sample.bytes[$0] == 0xFF && sample.bytes[$0 + 1] == 0xDA
            })
        let head = Array(sample.bytes[..<(scan + 10)])
        for count in 0..<5 {
            let bytes = head + [UInt8](repeating: 0, count: count) + [0xFF, 0xD9]
            #expect(throws: ImageError.self) { try ImageCleaner.clean(bytes) }
        }
        #expect(try ImageCleaner.clean(head + [UInt8](repeating: 0, count: 5) + [0xFF, 0xD9]).height == 27)
    }
}
