import Accounts
import DocumentStore
import HTTPTypes
import SocketServer
import TestSupport
import Testing

@testable import UsersAPI

/// What scenarios about avatars do again and again.
extension TestClient {
    /// Registers an account of the namespaced dialect and logs in; returns the access token.
    func makeNamespacedUser(_ username: String) async throws -> String {
        let body: JSONValue = ["username": .string(username), "password": .string(Self.password)]
        #expect(try await send(.post, "/auth/register", body).status == .created)
        return try await send(.post, "/auth/login", body).accessToken
    }

    /// Uploads a file as avatar.
    func upload(_ file: [UInt8], token: String) async throws -> Answer {
        try await upload(TestForm(file), token: token)
    }

    /// Uploads a form to the avatar's route.
    func upload(_ form: TestForm, token: String, isChunked: Bool = false) async throws -> Answer {
        try await send(
            .post, "/users/me/avatar", bytes: form.bytes, fields: Self.uploadFields(token), isChunked: isChunked)
    }

    /// Uploads a file when the storage, or the service itself, can't take it.
    func uploadInVain(_ file: [UInt8], token: String) async throws {
        let answer = try await answer(
            .post, "/users/me/avatar", bytes: TestForm(file).bytes, fields: Self.uploadFields(token))
        #expect(answer.status == .serviceUnavailable && answer.fields[.retryAfter] != nil)
    }

    private static func uploadFields(_ token: String) -> [HTTPField.Name: String] {
        [.authorization: "Bearer \(token)", .contentType: TestForm.contentType]
    }

    /// Uploads a file that is taken, and returns the avatar's address.
    func uploaded(_ file: [UInt8], token: String) async throws -> String {
        let answer = try await upload(file, token: token)
        #expect(answer.status == .ok, "\(answer.json)")
        return try #require(answer.json["avatar_url"]?.text)
    }

    /// The status that an upload's address is answered with.
    func uploadStatus(_ address: String) async throws -> HTTPResponse.Status {
        try await send(.get, address).status
    }

    /// How many accounts from whose outbox something waits there are, deleted ones that are not gone yet among them.
    func waitingAccounts() async throws -> Int {
        let users = try #require(AccountSchema.current.collections.first { $0.name == "users" })
        let index = try #require(users.indexes.first { $0.name == "outbox_due_at" })
        let query = PageQuery(along: index, from: .dateTime(BSONDateTime(milliseconds: 0)), limit: 10)
        return try await store.page(query, in: users).documents.count
    }
}
