/// Tells an image by its structure, and copies of it what its display needs.
///
/// Pixels are never decoded, so time is linear in the bytes, and no memory depends on the dimensions.
public enum ImageCleaner {
    /// The most pixels that a side has, where nothing else is asked for.
    public static let maximumSide = 8192

    /// Makes the image anew from its kept parts; cleaning the result gives the same bytes.
    ///
    /// The result is at most 64 bytes longer than the input.
    ///
    /// - Parameter maximumSide: The most pixels that either side may have.
    /// - Throws: `.unsupported` for what is not one whole image, `.tooLarge` for a side over the bound.
    public static func clean(_ bytes: [UInt8], maximumSide: Int = maximumSide) throws(ImageError) -> CleanImage {
        if bytes.starts(with: PNGCleaner.signature) {
            var cleaner = PNGCleaner(bytes, maximumSide: maximumSide)
            return try cleaner.clean()
        }
        if bytes.starts(with: JPEGCleaner.signature) {
            var cleaner = JPEGCleaner(bytes, maximumSide: maximumSide)
            return try cleaner.clean()
        }
        if bytes.starts(with: WebPCleaner.signature) {
            var cleaner = WebPCleaner(bytes, maximumSide: maximumSide)
            return try cleaner.clean()
        }
        throw .unsupported("neither JPEG, PNG nor WebP")
    }
}
