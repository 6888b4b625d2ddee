import CMongo
import DocumentStore

/// Copies the documents of a result out of the driver's buffers.
struct DocumentCollector {
    private var collected: [BSONDocument] = []
    private var failure: BSONError?

    /// What the C shims call for each document, with a pointer to the collector as context.
    static let visit: cmongo_visitor = { context, data, length in
        let collector = context.assumingMemoryBound(to: DocumentCollector.self)
        collector.pointee.append(UnsafeRawBufferPointer(start: data, count: length))
    }

    /// Calls `body` with the context for `visit`.
    mutating func collect(_ body: (UnsafeMutableRawPointer) -> Bool) -> Bool {
        withUnsafeMutablePointer(to: &self) { body(UnsafeMutableRawPointer($0)) }
    }

    private mutating func append(_ bytes: UnsafeRawBufferPointer) {
        do {
            collected.append(try BSONDocument(validating: bytes))
        } catch {
            failure = error
        }
    }

    /// The documents.
    ///
    /// - Throws: A `DriverError` that means `StoreError.corrupt` when one of them is not one that the codec reads.
    func documents() throws(DriverError) -> [BSONDocument] {
        if let failure { throw .unreadable(failure) }
        return collected
    }
}
