import Foundation
import FoundationNetworking
import Testing

/// A running `users serve`, and a client of it.
final class Service: Sendable {
    static let password = "correct horse battery staple"

    let program: Program
    let base: URL

    /// Starts the program on a free port and waits until it serves.
    ///
    /// Requests have more time than by default: passwords are hashed at the lowest priority, beside all the other tests.
    init(_ environment: [String: String], in folder: Folder) async throws {
        let settings = [
            "PORT": "0", "PASSWORD_HASH": "bcrypt:4", "RATE_LIMITS": "off", "REQUEST_TIMEOUT": "60s",
        ].merging(environment) { $1 }
        program = try Program(["serve"], environment: settings, folder: folder.url)
        let address = try await program.line(matching: /serves on (https?:\/\/\S+)/)
        base = try #require(URL(string: address))
    }

    /// A connection a request, so that no answer waits for another.
    private static let session: URLSession = {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpMaximumConnectionsPerHost = 256
        configuration.timeoutIntervalForRequest = 60
        return URLSession(configuration: configuration)
    }()

    struct Answer: Sendable {
        let status: Int
        let fields: [String: String]
        let body: Data

        var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: body) as? [String: Any]) ?? [:]
        }
    }

    func send(
        _ method: String, _ path: String, _ body: [String: any Sendable]? = nil, token: String? = nil,
        customer: String? = nil
    ) async throws -> Answer {
        var request = URLRequest(url: try #require(URL(string: path, relativeTo: base)))
        request.httpMethod = method
        if let body { request.httpBody = try JSONSerialization.data(withJSONObject: body) }
        if body != nil { request.setValue("application/json", forHTTPHeaderField: "Content-Type") }
        if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
        if let customer { request.setValue(customer, forHTTPHeaderField: "x-customer-id") }
        let (data, response) = try await Self.session.data(for: request)
        let http = try #require(response as? HTTPURLResponse)
        var fields: [String: String] = [:]
        for (name, value) in http.allHeaderFields { fields["\(name)".lowercased()] = "\(value)" }
        return Answer(status: http.statusCode, fields: fields, body: data)
    }

    func register(_ email: String) async throws -> Answer {
        try await send(
            "POST", "/api/v1/auth/register", ["email": email, "username": "Jane", "password": Self.password])
    }

    /// Logs in and returns the access token.
    func logIn(_ email: String, password: String = Service.password) async throws -> String {
        let answer = try await send("POST", "/api/v1/auth/login", ["email": email, "password": password])
        try #require(answer.status == 200, "\(String(decoding: answer.body, as: UTF8.self))")
        return try #require(answer.json["access_token"] as? String)
    }

    /// Registers a user, logs in and returns the access token.
    func signUp(_ email: String) async throws -> String {
        let answer = try await register(email)
        try #require(answer.status == 201, "\(String(decoding: answer.body, as: UTF8.self))")
        return try await logIn(email)
    }
}
