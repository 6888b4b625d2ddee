import Foundation
import TestSupport
import Testing

@testable import BlobStorage

/// What can go wrong with a bucket.
@Suite struct S3BlobStorageTests {
    /// A storage by way of a proxy that fails, which gives up soon.
    private func withProxy(
        _ faults: [String], limits: S3Limits = S3Limits(),
        _ body: (FaultProxy, S3BlobStorage) async throws -> Void
    ) async throws {
        let proxy = try FaultProxy(faults)
        let storage = S3BlobStorage(try S3Server.shared.bucket(port: proxy.port), limits: limits)
        defer { storage.shutDown() }
        try await body(proxy, storage)
    }

    /// The error that reading from the bucket ends with.
    private func failure(_ bucket: S3Bucket) async throws -> BlobError {
        let storage = S3BlobStorage(bucket)
        defer { storage.shutDown() }
        let error = await #expect(throws: BlobError.self) { try await storage.get("a.png") }
        return try #require(error)
    }

    @Test func `a wrong secret is refused, and not shown`() async throws {
        let server = try S3Server.shared
        let keys = S3Server.Keys(accessKeyID: server.uploader.accessKeyID, secretAccessKey: "wrongsecret")
        let bucket = try server.bucket(keys: keys)
        #expect(try await failure(bucket) == .refused(reason: "\(bucket): 403 SignatureDoesNotMatch"))
        for shown in ["\(bucket)", String(reflecting: bucket)] {
            #expect(!shown.contains("wrongsecret") && !shown.contains(keys.accessKeyID))
        }
    }

    @Test func `an unknown user is refused`() async throws {
        let keys = S3Server.Keys(accessKeyID: "AKIAUNKNOWN", secretAccessKey: "secret")
        let bucket = try S3Server.shared.bucket(keys: keys)
        #expect(try await failure(bucket) == .refused(reason: "\(bucket): 403 InvalidAccessKeyId"))
    }

    @Test func `a user without permission is refused`() async throws {
        let server = try S3Server.shared
        let bucket = try server.bucket(keys: server.powerless)
        #expect(try await failure(bucket) == .refused(reason: "\(bucket): 403 AccessDenied"))
    }

    @Test func `a missing bucket is no missing blob`() async throws {
        let server = try S3Server.shared
        let bucket = try server.bucket("no-such-bucket", keys: server.powerful)
        let expected = BlobError.refused(reason: "\(bucket): 404 NoSuchBucket")
        #expect(try await failure(bucket) == expected)
        let storage = S3BlobStorage(bucket)
        defer { storage.shutDown() }
        await #expect(throws: expected) { try await storage.put(.example()) }
        await #expect(throws: expected) { try await storage.delete("a.png") }
    }

    @Test func `a server that is not there is unavailable`() async throws {
        let proxy = try FaultProxy([])
        let bucket = try S3Server.shared.bucket(port: proxy.port)
        withExtendedLifetime(consume proxy) {}
        let reason = try #require(try await failure(bucket).unavailableReason)
        #expect(reason.hasPrefix("\(bucket): Failed to connect"))
    }

    @Test(arguments: ["500", "503", "429", "close", "cut"])
    func `what may pass is tried again, for every operation`(fault: String) async throws {
        for operation in ["put", "get", "delete"] {
            try await withProxy([fault, fault]) { proxy, storage in
                let blob = Blob.example(bytes: Array(repeating: 7, count: 100_000))
                switch operation {
                case "put": try await storage.put(blob)
                case "get": #expect(try await storage.get(blob.name) == nil)
                default: try await storage.delete(blob.name)
                }
                #expect(try await proxy.requests(3) == [fault, fault, "pass"])
                if operation == "put" { #expect(try await storage.get(blob.name) == blob) }
            }
        }
    }

    @Test func `three failures are enough`() async throws {
        try await withProxy(["500", "500", "500"]) { proxy, storage in
            let error = await #expect(throws: BlobError.self) { try await storage.put(.example()) }
            #expect(error?.unavailableReason?.hasSuffix(": 500 InternalError") == true)
            let found = try await storage.get("a.png")
            #expect(found == nil)
            #expect(try await proxy.requests(4) == ["500", "500", "500", "pass"])
        }
    }

    @Test func `a refusal is not tried again`() async throws {
        try await withProxy(["400"]) { proxy, storage in
            let error = await #expect(throws: BlobError.self) { try await storage.put(.example()) }
            #expect(error?.refusedReason?.hasSuffix(": 400 InternalError") == true)
            let found = try await storage.get("a.png")
            #expect(found == nil)
            #expect(try await proxy.requests(2) == ["400", "pass"])
        }
    }

    @Test func `a redirect is not followed`() async throws {
        try await withProxy(["redirect"]) { _, storage in
            let error = await #expect(throws: BlobError.self) { try await storage.get("a.png") }
            #expect(error?.refusedReason?.hasSuffix(": 307") == true)
        }
    }

    @Test func `a body without end is not read to its end`() async throws {
        try await withProxy(["huge"]) { _, storage in
            await #expect(throws: BlobError.tooLarge) { try await storage.get("a.png") }
        }
    }

    @Test func `a reason repeats nothing of what the server hands back`() async throws {
        try await withProxy(["secret"]) { _, storage in
            let error = await #expect(throws: BlobError.self) { try await storage.get("a.png") }
            #expect(error?.refusedReason?.hasSuffix(": 403") == true)
        }
    }

    @Test func `a server that says nothing is given up`() async throws {
        let limits = S3Limits(connect: .seconds(1), whole: .seconds(1))
        try await withProxy(["hang", "hang", "hang"], limits: limits) { _, storage in
            let error = await #expect(throws: BlobError.self) { try await storage.get("a.png") }
            #expect(error?.unavailableReason?.contains("timed out") == true)
        }
    }

    @Test func `a cancelled caller does not wait for the server`() async throws {
        try await withProxy(["hang"], limits: S3Limits(whole: .seconds(5))) { proxy, storage in
            let task = Task { try await storage.get("a.png") }
            let requests = try await proxy.requests(1)
            #expect(requests == ["hang"])
            task.cancel()
            await #expect(throws: BlobError.cancelled) { try await task.value }
        }
    }

    @Test func `a storage that was shut down is unavailable`() async throws {
        let storage = S3BlobStorage(try S3Server.shared.bucket())
        storage.shutDown()
        await #expect(throws: BlobError.unavailable(reason: "the storage was shut down")) {
            try await storage.put(.example())
        }
    }
}
