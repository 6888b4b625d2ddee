import DocumentStore
import Logging
import Testing

@testable import MongoStore

@Suite struct MongoStoreTests {
    @Test func aDuplicateNamesItsIndex() async throws {
        try await TestMongo.withStore { store in
            try await store.prepare([things])
            try await store.insert(["_id": 1, "keys": ["a index: x dup key", "b"]], into: things)
            await #expect(throws: StoreError.duplicateKey(index: "_id")) {
                try await store.insert(["_id": 1], into: things)
            }
            await #expect(throws: StoreError.duplicateKey(index: "things_keys")) {
                try await store.insert(["_id": 2, "keys": ["c", "a index: x dup key"]], into: things)
            }
            try await store.insert(["_id": 3, "revision": 1], into: things)
            await #expect(throws: StoreError.duplicateKey(index: "things_keys")) {
                _ = try await store.replace(["_id": 3, "revision": 2, "keys": ["b"]], ifRevision: 1, in: things)
            }
        }
    }

    @Test func documentsWithoutAUniqueFieldDoNotCollide() async throws {
        try await TestMongo.withStore { store in
            try await store.prepare([things])
            try await store.insert(["_id": 1], into: things)
            try await store.insert(["_id": 2], into: things)
            let found = try await store.find("x", by: things.declared("things_keys"), in: things)
            #expect(found == nil)
        }
    }

    @Test func aPartialUniqueIndexServesLookups() async throws {
        try await TestMongo.withStore { store in
            try await store.prepare([things])
            try await store.insert(["_id": 1, "keys": ["a"]], into: things)
            let plan = try await store.command([
                "explain": ["find": "things", "filter": ["keys": "a"]], "verbosity": "queryPlanner",
            ])
            let json = try #require(LibBSON.json(Array(plan.bytes)))
            #expect(json.contains("\"stage\" : \"IXSCAN\"") && !json.contains("COLLSCAN"), "\(json)")
            let found = try await store.find("a", by: things.declared("things_keys"), in: things)
            #expect(found == ["_id": 1, "keys": ["a"]])
        }
    }

    @Test(arguments: [PageQuery.Order.ascending, .descending])
    func aPrefixSearchPagesAcrossTypes(order: PageQuery.Order) async throws {
        let ranks: [BSONValue?] = [nil, .null, nil, -1, 2.5, 3, "", "a", ["x": 1], false, true, .dateTime(.now), .null]
        try await TestMongo.withStore { store in
            try await store.prepare([things])
            for (id, rank) in ranks.enumerated() {
                var document: BSONDocument = ["_id": .int64(Int64(id)), "group": "g", "words": ["word", "w"]]
                if let rank { document.append("rank", rank) }
                try await store.insert(document, into: things)
            }
            var query = PageQuery(
                along: things.declared("things_by_rank"), prefix: ["g"],
                filters: [.hasPrefix(index: things.declared("things_words"), prefix: "wo")], order: order, limit: 100)
            let whole = try await store.page(query, in: things).documents
            #expect(whole.count == ranks.count)
            query.limit = 1
            var walked: [BSONDocument] = []
            repeat {
                let page = try await store.page(query, in: things)
                walked += page.documents
                query.after = page.next
            } while query.after != nil && walked.count <= ranks.count
            #expect(walked == whole)
            query.filters = []
            query.limit = 100
            #expect(try await store.page(query, in: things).documents == whole)
        }
    }

    @Test func operatorsInAValueAreContent() async throws {
        try await TestMongo.withStore { store in
            try await store.prepare([things])
            try await store.insert(["_id": 1, "keys": ["a"]], into: things)
            #expect(try await store.find(id: ["$gt": 0], in: things) == nil)
            #expect(try await store.find(["$gt": ""], by: things.declared("things_keys"), in: things) == nil)
        }
    }

    @Test func namesThatTheDriverWouldRefuseAreStored() async throws {
        try await TestMongo.withStore { store in
            try await store.prepare([things])
            let document: BSONDocument = ["_id": 1, "revision": 1, "x": ["": 1, "a.b": 2, "$set": 3]]
            try await store.insert(document, into: things)
            #expect(try await store.find(id: 1, in: things) == document)
            let next: BSONDocument = ["_id": 1, "revision": 2, "x": ["": 1, "a.b": 2, "$set": 3]]
            #expect(try await store.replace(next, ifRevision: 1, in: things))
            #expect(try await store.find(id: 1, in: things) == next)
        }
    }

    @Test func theSchemaRefusesAWrongType() async throws {
        try await TestMongo.withStore { store in
            try await store.prepare([things])
            let refusal = await #expect(throws: StoreError.self) {
                try await store.insert(["_id": 1, "name": 5], into: things)
            }
            guard case .corrupt = refusal else {
                Issue.record("\(String(describing: refusal))")
                return
            }
        }
    }

    @Test func preparingFromManyProcessesAtOnceAndAgainChangesNothing() async throws {
        try await TestMongo.withStore { store in
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<6 {
                    group.addTask {
                        await #expect(throws: Never.self) { try await store.prepare([things]) }
                    }
                }
            }
            let newer = CollectionDefinition(
                name: things.name, indexes: things.indexes, fieldTypes: [.init("color", "string")])
            try await store.prepare([newer])
            await #expect(throws: StoreError.self) { try await store.insert(["_id": 1, "color": 5], into: newer) }
            try await store.insert(["_id": 1, "name": 5], into: newer)
        }
    }

    @Test func anIndexThatDiffersFromItsDeclarationIsReported() async throws {
        try await TestMongo.withStore { store in
            try await store.prepare([things])
            let changed = CollectionDefinition(
                name: things.name, indexes: [IndexDefinition("things_by_rank", .ordered(fields: ["rank"]))])
            let refusal = await #expect(throws: StoreError.self) { try await store.prepare([changed]) }
            let isNamed = String(describing: refusal).contains("things_by_rank")
            #expect(isNamed)
        }
    }

    @Test func aClosedStoreSaysSo() async throws {
        let store = try MongoStore(uri: TestMongo.uri(), logger: Logger(label: "test"))
        try await store.ping()
        async let running: Void = store.ping()
        _ = try? await running
        await store.close()
        await store.close()
        await #expect(throws: StoreError.closed) { try await store.ping() }
        await #expect(throws: StoreError.closed) { _ = try await store.find(id: 1, in: things) }
    }

    @Test(arguments: [
        "mongodb://jane:s3cret@host:port/", "mongodb://jane:s3:cr@et@host/", "mongodb://jane:s3cret%zz@host/",
        "postgres://jane:s3cret@host/", "mongodb://jane:s3cret@host/?tls=s3cret", "mongodb://jane:s3cret@", "s3cret",
    ])
    func anInvalidURIIsRefusedWithoutItsSecrets(uri: String) throws {
        let problem = try #require(MongoStore.problem(inURI: uri))
        #expect(!problem.contains("s3"))
        #expect(problem.hasPrefix("invalid MongoDB URI: "))
        #expect(problem.count > "invalid MongoDB URI: ".count)
    }

    @Test(arguments: [
        "mongodb://localhost", "mongodb://jane:p%40ss@a:1,b:2/users?replicaSet=x&tls=true&authSource=admin",
        "mongodb+srv://jane:p%40ss@cluster.example.com/users?retryWrites=true&w=majority",
    ])
    func aValidURIHasNoProblem(uri: String) {
        #expect(MongoStore.problem(inURI: uri) == nil)
    }

    @Test func aFileOfCertificatesThatIsNotThereIsToldAtOnce() {
        let problem = MongoStore.problem(inURI: "mongodb://jane:s3cret@127.0.0.1:1/?tls=true&tlsCAFile=/nowhere/ca.pem")
        #expect(problem == "tlscafile can't be read: No such file or directory")
    }

    @Test func theURIsPathNamesTheDatabase() throws {
        let named = try ConnectionString("mongodb://localhost/accounts?socketTimeoutMS=1", options: MongoStoreOptions())
        #expect(named.database == "accounts")
        let plain = try ConnectionString("mongodb://localhost", options: MongoStoreOptions())
        #expect(plain.database == nil)
    }
}
