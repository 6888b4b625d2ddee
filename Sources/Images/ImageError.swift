/// Why bytes are no image that the service keeps.
public enum ImageError: Error, Equatable, Sendable {
    /// They are not one whole JPEG, PNG or WebP.
    case unsupported(String)
    /// A side has more pixels than allowed.
    case tooLarge(width: Int, height: Int)
}
