import CMongo
import DocumentStore
import Glibc
import ThreadPool

/// Lookups that share one `find`.
struct LookupBatch {
    /// How many lookups a batch has at most.
    static let limit = Int(CMONGO_ID_LIMIT)

    private let lookups: [Lookup]
    private var isAnswered: [Bool]

    /// What the C shims call for each document that a lookup waits for, with a pointer to the batch as context.
    static let visit: cmongo_place_visitor = { context, place, data, length in
        let batch = context.assumingMemoryBound(to: LookupBatch.self)
        batch.pointee.answer(place, with: UnsafeRawBufferPointer(start: data, count: length))
    }

    init(_ lookups: [Lookup]) {
        self.lookups = lookups
        isAnswered = Array(repeating: false, count: lookups.count)
    }

    /// The ids that are asked for, as an array's bytes have them.
    var ids: BSONDocument {
        var ids = BSONDocument()
        for (place, lookup) in lookups.enumerated() { ids.append(String(place), lookup.id) }
        return ids
    }

    /// Resumes the rest: there is no document for them, or the command failed.
    func end(_ result: Result<Void, DriverError>) {
        let answer: Result<BSONDocument?, DriverError> = result.map { nil }
        for (place, lookup) in lookups.enumerated() where !isAnswered[place] {
            lookup.answer.finish(.success(answer))
        }
    }

    private mutating func answer(_ place: Int, with bytes: UnsafeRawBufferPointer) {
        isAnswered[place] = true
        lookups[place].answer.finish(.success(Self.document(bytes, known: lookups[place].known)))
    }

    /// A copy of the document, or `known` where the bytes are the same.
    private static func document(
        _ bytes: UnsafeRawBufferPointer, known: BSONDocument?
    ) -> Result<BSONDocument?, DriverError> {
        if let known, known.bytes.withUnsafeBytes({ areSame($0, bytes) }) { return .success(known) }
        do {
            return .success(try BSONDocument(validating: bytes))
        } catch {
            return .failure(.unreadable(error))
        }
    }

    private static func areSame(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
        guard left.count == right.count, let first = left.baseAddress, let second = right.baseAddress else {
            return false
        }
        return memcmp(first, second, left.count) == 0
    }
}
