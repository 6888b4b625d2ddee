import Images
import ThreadPool

/// Cleans images on a thread of its own, which takes milliseconds that no event loop should lose.
final class ImageCleaning: Sendable {
    private static let queueLimit = 64

    private let pool = ThreadPool(name: "images", threads: 1, queueLimit: queueLimit, niceness: 10)

    deinit {
        pool.shutDown()
    }

    /// The image without what it does not need to be shown.
    ///
    /// - Throws: `AccountError.unsupportedImage`; `.invalid` for a side of more than 8,192 pixels; `.unavailable`.
    func clean(_ file: [UInt8]) async throws(AccountError) -> CleanImage {
        let result: Result<CleanImage, ImageError>
        do {
            result = try await pool.run { Result { () throws(ImageError) in try ImageCleaner.clean(file) } }
        } catch {
            switch error {
            case .cancelled: throw .unavailable(reason: "the request's time ran out")
            case .full, .shutDown: throw .unavailable(reason: "too many images wait to be cleaned")
            }
        }
        do {
            return try result.get()
        } catch {
            throw AccountError(error)
        }
    }
}
