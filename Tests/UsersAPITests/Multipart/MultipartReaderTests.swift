import HTTPTypes
import SocketServer
import Testing

@testable import UsersAPI

@Suite struct MultipartReaderTests {
    private let body = Array("--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--b--\r\n".utf8)

    @Test(arguments: [
        ("multipart/form-data; boundary=b", "b"), ("Multipart/Form-Data;charset=utf-8; BOUNDARY=\"a b\"", "a b"),
        ("multipart/form-data; boundary=----WebKit'()+_,-./:=?", "----WebKit'()+_,-./:=?"),
        ("multipart/form-data; boundary=\(String(repeating: "x", count: 70));", String(repeating: "x", count: 70)),
    ])
    func `A boundary is read, in quotes or not`(contentType: String, boundary: String) throws {
        #expect(try MultipartReader.boundary(contentType) == Array(boundary.utf8))
    }

    @Test(arguments: [
        "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\"",
        "multipart/form-data; boundary=\"a \"", "multipart/form-data; boundary=a@b", "multipart/form-data; boundary=ü",
        "multipart/form-data; boundary=\(String(repeating: "x", count: 71))",
    ])
    func `A boundary against its grammar is malformed`(contentType: String) {
        do {
            _ = try MultipartReader.boundary(contentType)
            Issue.record("taken")
        } catch {
            guard case .malformedForm = error else { Issue.record("\(error)"); return }
        }
    }

    @Test(arguments: [
        nil, "", "application/json", "multipart/mixed; boundary=b", "multipart/form-data; boundary=\"b",
        "multipart/form-data; boundary=a; boundary=b",
    ])
    func `Other content types are unsupported`(contentType: String?) {
        do {
            _ = try MultipartReader.boundary(contentType)
            Issue.record("taken")
        } catch {
            guard case .unsupportedMediaType = error else { Issue.record("\(error)"); return }
        }
    }

    private func request(_ body: RequestBody) -> Request {
        Request(
            method: .post, path: "/", fields: RequestFields([("content-type", "multipart/form-data; boundary=b")]),
            body: body)
    }

    @Test(arguments: [false, true])
    func `Parts are read from a request, to its end`(isChunked: Bool) async throws {
        var reader = try MultipartReader(
            request(RequestBody(body, isChunked: isChunked)), limits: MultipartLimits(fileBytes: 10))
        let part = try await reader.nextPart()
        #expect(part == MultipartPart(name: "a", fileName: nil, contentType: nil, bytes: Array("x".utf8)))
        #expect(try await reader.nextPart() == nil)
        #expect(try await reader.nextPart() == nil)
    }

    @Test func `A declared length over the limit is refused at once, a hidden one while reading`() async throws {
        let limits = MultipartLimits(fileBytes: 1000)
        let padding = limits.bodyBytes - body.count
        let largest = body + [UInt8](repeating: 0x20, count: padding)
        var reader = try MultipartReader(request(RequestBody(largest)), limits: limits)
        #expect(try await reader.nextPart()?.name == "a")
        #expect(throws: APIError.self) { try MultipartReader(request(RequestBody(largest + [0x20])), limits: limits) }
        reader = try MultipartReader(request(RequestBody(largest + [0x20], isChunked: true)), limits: limits)
        do {
            _ = try await reader.nextPart()
            Issue.record("taken")
        } catch {
            guard case .bodyTooLarge(1000) = error else { Issue.record("\(error)"); return }
        }
    }

    @Test func `No body is told apart from one without parts`() throws {
        do {
            _ = try MultipartReader(request(RequestBody()), limits: MultipartLimits(fileBytes: 10))
            Issue.record("taken")
        } catch {
            guard case .bodyRequired = error else { Issue.record("\(error)"); return }
        }
    }
}
