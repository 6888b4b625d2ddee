import Foundation
import FoundationNetworking
import TestSupport
import Testing

/// What scenarios about avatars do.
extension Service {
    /// A connection an upload, and time to wait for one's turn.
    private static let session: URLSession = {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpMaximumConnectionsPerHost = 256
        configuration.timeoutIntervalForRequest = 180
        return URLSession(configuration: configuration)
    }()

    /// Uploads a file as avatar.
    func upload(_ file: [UInt8], token: String) async throws -> Answer {
        var request = URLRequest(url: try #require(URL(string: "/users/me/avatar", relativeTo: base)))
        request.httpMethod = "POST"
        request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
        request.setValue(TestForm.contentType, forHTTPHeaderField: "Content-Type")
        let (data, response) = try await Self.session.upload(for: request, from: Data(TestForm(file).bytes))
        return Answer(status: try #require(response as? HTTPURLResponse).statusCode, fields: [:], body: data)
    }

    /// Registers an account and logs in; returns the access token.
    func makeUser(_ email: String) async throws -> String {
        #expect(try await register(email).status == 201)
        return try await logIn(email)
    }

    /// A number of kilobytes in `/proc/PID/status`, such as `VmRSS`, in bytes.
    func memory(_ field: String) throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(program.processIdentifier)/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("\(field):") })
        return try #require(Int(line.filter(\.isNumber))) * 1024
    }

    /// Has the kernel count the peak of the resident memory anew (proc(5)).
    func resetPeakMemory() throws {
        try "5".write(toFile: "/proc/\(program.processIdentifier)/clear_refs", atomically: false, encoding: .utf8)
    }
}
