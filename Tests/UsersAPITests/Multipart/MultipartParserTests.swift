import Testing

@testable import UsersAPI

@Suite struct MultipartParserTests {
    private static let limits = MultipartLimits(fileBytes: 1000, fieldBytes: 500)

    /// The parts that a parser makes of pieces, each of which it drains.
    private func parts(
        of pieces: [[UInt8]], boundary: String = "b", limits: MultipartLimits = limits
    ) throws(APIError) -> [MultipartPart] {
        var parser = MultipartParser(boundary: Array(boundary.utf8), limits: limits)
        var parts: [MultipartPart] = []
        func drain() throws(APIError) -> Bool {
            while true {
                switch try parser.next() {
                case .needMore: return false
                case .part(let part): parts.append(part)
                case .end: return true
                }
            }
        }
        for piece in pieces {
            try parser.append(piece)
            _ = try drain()
        }
        parser.finish()
        #expect(try drain())
        return parts
    }

    private func parts(of body: String, boundary: String = "b") throws(APIError) -> [MultipartPart] {
        try parts(of: [Array(body.utf8)], boundary: boundary)
    }

    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test(arguments: MultipartSample.all)
    func `A body is the same in every two pieces, byte by byte, and at once`(sample: MultipartSample) throws {
        let body = bytes(sample.body)
        #expect(try parts(of: [body], boundary: sample.boundary) == sample.parts)
        #expect(try parts(of: body.map { [$0] }, boundary: sample.boundary) == sample.parts)
        for index in body.indices {
            let pieces = [Array(body[..<index]), Array(body[index...])]
            #expect(try parts(of: pieces, boundary: sample.boundary) == sample.parts)
        }
    }

    @Test(arguments: MultipartSample.all)
    func `A body that is cut before its last boundary's end is malformed`(sample: MultipartSample) throws {
        let body = bytes(sample.body)
        let closing = try #require(sample.body.ranges(of: "\r\n--\(sample.boundary)--").last)
        let end = sample.body.utf8.distance(from: sample.body.startIndex, to: closing.upperBound)
        // Cut behind its hyphens, a look-alike is a last boundary.
        for index in 0..<end where !body[..<index].suffix(2).elementsEqual("--".utf8) {
            #expect(throws: APIError.self) { try parts(of: [Array(body[..<index])], boundary: sample.boundary) }
        }
        #expect(try parts(of: [Array(body[..<end])], boundary: sample.boundary) == sample.parts)
    }

    @Test(arguments: [
        #"name=a"#, #"name="a""#, #" name = "a" "#, #"NAME="a";"#, #"filename="" ; name=a"#,
    ])
    func `A field's name is read in every form`(parameters: String) throws {
        let body = "--b\r\ncontent-disposition:FORM-DATA;\(parameters)\r\n\r\nx\r\n--b--"
        #expect(try parts(of: body).map(\.name) == ["a"])
    }

    @Test(arguments: [
        (#""a b.png""#, "a b.png"), (#""a\"b.png""#, "a\"b.png"), (#""C:\a\b.png""#, #"C:\a\b.png"#),
        (#""a%22b%0D%0A.png""#, "a\"b\r\n.png"), (#""100%25.png""#, "100%25.png"), ("\"ü😀;.png\"", "ü😀;.png"),
        (#""a\\b""#, #"a\b"#), (#""""#, ""), ("plain.png", "plain.png"),
    ])
    func `A file's name is what the browser meant`(written: String, name: String) throws {
        let body = "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\(written)\r\n\r\nx\r\n--b--\r\n"
        #expect(try parts(of: body).map(\.fileName) == [name])
    }

    @Test(arguments: [
        "", "x", "--b", "--b\r\n", "--b--x", "--c--\r\n", "--b\r\n\r\nx\r\n--b--",
        "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--",
        "--b\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n--b--",
        "--b\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx\r\n--b--",
        "--b\r\nContent-Disposition: form-data; name=a; name=b\r\n\r\nx\r\n--b--",
        "--b\r\nContent-Disposition: form-data;\r\n name=a\r\n\r\nx\r\n--b--",
        "--b\r\nContent-Disposition : form-data; name=a\r\n\r\nx\r\n--b--",
        "--b\r\nContent-Disposition: form-data; name=\"a\0\"\r\n\r\nx\r\n--b--",
        "--b\r\nContent-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b\r\n\r\nx\r\n--b--",
        "--b\r\nContent-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64\r\n\r\nx\r\n--b--",
        "--b\nContent-Disposition: form-data; name=a\n\nx\n--b--\n",
        "--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx--b--\r\n",
    ])
    func `What is no form is malformed`(body: String) {
        for pieces in [[bytes(body)], bytes(body).map { [$0] }] {
            do {
                _ = try parts(of: pieces)
                Issue.record("taken")
            } catch {
                guard case .malformedForm = error else { Issue.record("\(error)"); return }
            }
        }
    }

    @Test func `A part is as large as its limit, and no larger`() throws {
        for (fileName, limit) in [("; filename=f", 1000), ("", 500)] {
            let head = "--b\r\nContent-Disposition: form-data; name=a\(fileName)\r\n\r\n"
            let most = String(repeating: "\r", count: limit)
            #expect(try parts(of: head + most + "\r\n--b--").first?.bytes.count == limit)
            // The end has not come yet.
            let over = bytes(head + most + "xxxxxxxxxxxx")
            for pieces in [[over], over.map { [$0] }] {
                do {
                    _ = try parts(of: pieces)
                    Issue.record("taken")
                } catch {
                    guard case .bodyTooLarge(limit) = error else { Issue.record("\(error)"); return }
                }
            }
        }
    }

    @Test func `Parts, headers and what surrounds parts are bounded`() throws {
        func part(_ fields: Int = 0, _ padding: Int = 0) -> String {
            let more = (0..<fields).map { "X-\($0): y\r\n" }.joined() + (padding == 0 ? "" : "Y: ")
            let padded = more + String(repeating: "y", count: padding) + (padding == 0 ? "" : "\r\n")
            return "--b\r\n\(padded)Content-Disposition: form-data; name=a\r\n\r\n\r\n"
        }
        #expect(try parts(of: String(repeating: part(), count: 100) + "--b--").count == 100)
        #expect(throws: APIError.self) { try parts(of: String(repeating: part(), count: 101) + "--b--") }
        #expect(try parts(of: part(31) + "--b--").count == 1)
        #expect(throws: APIError.self) { try parts(of: part(32) + "--b--") }
        #expect(try parts(of: part(0, 8100) + "--b--").count == 1)
        #expect(throws: APIError.self) { try parts(of: part(0, 8192) + "--b--") }
        #expect(throws: APIError.self) { try parts(of: "--b\r\nA: " + String(repeating: "y", count: 9000)) }
        let surroundings = String(repeating: "x", count: 67_000)
        #expect(throws: APIError.self) { try parts(of: surroundings + "\r\n" + part() + "--b--") }
        #expect(throws: APIError.self) { try parts(of: part() + "--b--\r\n" + surroundings) }
    }
}
