import BlobStorage
import DocumentStore
import Testing

/// What holds wherever blobs are kept.
@Suite struct BlobStorageTests {
    @Test(arguments: StorageKind.allCases, [0, 1, 255, 2 * 1024 * 1024, Blob.maximumByteCount])
    func `a blob comes back as it was stored`(kind: StorageKind, count: Int) async throws {
        try await kind.withStorage { storage in
            let blob = Blob.example(bytes: (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 8) })
            try await storage.put(blob)
            let found = try await storage.get(blob.name)
            // Not in one comparison, which would print megabytes.
            #expect(found?.bytes.count == count)
            let isSame = found == blob
            #expect(isSame)
        }
    }

    @Test(arguments: StorageKind.allCases)
    func `a blob of the same name takes the other's place`(kind: StorageKind) async throws {
        try await kind.withStorage { storage in
            try await storage.put(.example())
            try await storage.put(.example())
            let other = Blob.example(mediaType: "image/webp", bytes: [1, 2, 3], createdAt: 1_763_705_484_000)
            try await storage.put(other)
            #expect(try await storage.get(other.name) == other)
        }
    }

    @Test(arguments: StorageKind.allCases)
    func `what was deleted is gone, and others are not`(kind: StorageKind) async throws {
        try await kind.withStorage { storage in
            let (one, other) = (Blob.example(name: "one.jpg"), Blob.example(name: "other.jpg"))
            try await storage.put(one)
            try await storage.put(other)
            try await storage.delete(one.name)
            #expect(try await storage.get(one.name) == nil)
            #expect(try await storage.get(other.name) == other)
            try await storage.put(one)
            #expect(try await storage.get(one.name) == one)
        }
    }

    @Test(arguments: StorageKind.allCases)
    func `a blob that is missing is nil, and deleting it no error`(kind: StorageKind) async throws {
        try await kind.withStorage { storage in
            #expect(try await storage.get("missing.png") == nil)
            try await storage.delete("missing.png")
            #expect(try await storage.get("missing.png") == nil)
        }
    }

    @Test(arguments: StorageKind.allCases)
    func `names of every accepted letter are kept apart`(kind: StorageKind) async throws {
        try await kind.withStorage { storage in
            let names = ["a", "A", "a.b", "a_b", "a-b", "...", "-", String(repeating: "x", count: 128)]
            for name in names { try await storage.put(.example(name: name, bytes: Array(name.utf8))) }
            for name in names { #expect(try await storage.get(name)?.bytes == Array(name.utf8)) }
        }
    }

    @Test(arguments: StorageKind.allCases)
    func `a name that could mean anything else is refused`(kind: StorageKind) async throws {
        let names = [
            "", ".", "..", "a/b", "/a", "../a", "a\\b", "a b", "a%2Fb", "a?b", "a#b", "a\0", "a\n", "ä",
            String(repeating: "x", count: 129),
        ]
        try await kind.withStorage { storage in
            for name in names {
                await #expect(throws: BlobError.invalidName) { try await storage.put(.example(name: name)) }
                await #expect(throws: BlobError.invalidName) { try await storage.get(name) }
                await #expect(throws: BlobError.invalidName) { try await storage.delete(name) }
            }
        }
    }

    @Test(arguments: StorageKind.allCases)
    func `a media type that is none is refused`(kind: StorageKind) async throws {
        try await kind.withStorage { storage in
            for type in ["", "image", "image/", "/png", "image/png/x", "image/png\r\nx-amz-acl: public-read"] {
                await #expect(throws: BlobError.invalidMediaType) { try await storage.put(.example(mediaType: type)) }
            }
        }
    }

    @Test(arguments: StorageKind.allCases)
    func `one byte too many is refused`(kind: StorageKind) async throws {
        try await kind.withStorage { storage in
            let blob = Blob.example(bytes: Array(repeating: 1, count: Blob.maximumByteCount + 1))
            await #expect(throws: BlobError.tooLarge) { try await storage.put(blob) }
            let found = try await storage.get(blob.name)
            #expect(found == nil)
        }
    }

    @Test(arguments: StorageKind.allCases)
    func `of writers of one name at once, one is the last`(kind: StorageKind) async throws {
        try await kind.withStorage { storage in
            let blobs = (0..<8).map { Blob.example(bytes: [$0]) }
            try await withThrowingTaskGroup { group in
                for blob in blobs {
                    group.addTask { try await storage.put(blob) }
                    group.addTask { try await storage.delete("never.png") }
                }
                try await group.waitForAll()
            }
            let found = try #require(try await storage.get(blobs[0].name))
            #expect(blobs.contains(found))
        }
    }
}
