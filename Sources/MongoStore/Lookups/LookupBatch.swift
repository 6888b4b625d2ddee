import CMongo
import DocumentStore
import ThreadPool

/// Lookups that share one `find`.
struct LookupBatch {
    private var unanswered: [LookupID: [Lookup]]

    /// What the C shims call for each document, with a pointer to the batch as context.
    static let visit: cmongo_visitor = { context, data, length in
        let batch = context.assumingMemoryBound(to: LookupBatch.self)
        batch.pointee.answer(with: UnsafeRawBufferPointer(start: data, count: length))
    }

    init(_ lookups: [Lookup]) {
        unanswered = Dictionary(minimumCapacity: lookups.count)
        for lookup in lookups { unanswered[lookup.id, default: []].append(lookup) }
    }

    /// Reads the documents and resumes those who wait for them.
    mutating func run(with client: Client, in collection: String) throws(DriverError) {
        let ids = unanswered.keys.map(\.bsonValue)
        if ids.count == 1 {
            // The server has its shortest path for this.
            try client.find(["_id": ids[0]], options: .findOne, in: collection, for: &self)
        } else {
            // Without a limit and `singleBatch`: what does not fit into one answer comes in the next.
            try client.find(["_id": ["$in": .array(ids)]], options: [:], in: collection, for: &self)
        }
    }

    /// Resumes the rest: there is no document for them, or the command failed.
    func end(_ result: Result<Void, DriverError>) {
        let answer: Lookup.Answer = result.map { nil }
        for lookup in unanswered.values.joined() { lookup.ticket.finish(.success(answer)) }
    }

    private mutating func answer(with bytes: UnsafeRawBufferPointer) {
        guard let id = LookupID(of: bytes), let lookups = unanswered.removeValue(forKey: id) else { return }
        var decoded: Lookup.Answer?
        for lookup in lookups {
            let answer: Lookup.Answer
            if let known = lookup.known, known.bytes.elementsEqual(bytes) {
                answer = .success(known)
            } else {
                answer = decoded ?? Self.decode(bytes)
                decoded = answer
            }
            lookup.ticket.finish(.success(answer))
        }
    }

    private static func decode(_ bytes: UnsafeRawBufferPointer) -> Lookup.Answer {
        do {
            return .success(try BSONDocument(validating: bytes))
        } catch {
            return .failure(.unreadable(error))
        }
    }
}
