import CMongo
import DocumentStore

/// Hands the documents of a snapshot over, one by one, as the driver gets them.
struct SnapshotWalk {
    /// Whether a document was handed over: what fails after that can't be repeated.
    private(set) var hasBegun = false
    private var failure: BSONError?
    private let body: (Int, BSONDocument) -> Bool

    /// Hands documents to `body`, until that answers false.
    init(_ body: @escaping (Int, BSONDocument) -> Bool) {
        self.body = body
    }

    /// What the C shim calls for each document, with a pointer to the walk as context.
    static let visit: cmongo_walker = { context, place, data, length in
        let walk = context.assumingMemoryBound(to: SnapshotWalk.self)
        return walk.pointee.pass(place, UnsafeRawBufferPointer(start: data, count: length))
    }

    /// - Throws: A `DriverError` that means `StoreError.corrupt` when a document is not one that the codec reads.
    func check() throws(DriverError) {
        if let failure { throw .unreadable(failure) }
    }

    private mutating func pass(_ place: Int, _ bytes: UnsafeRawBufferPointer) -> Bool {
        hasBegun = true
        do {
            return body(place, try BSONDocument(validating: bytes))
        } catch {
            failure = error
            return false
        }
    }
}
