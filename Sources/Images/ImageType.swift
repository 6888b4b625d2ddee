/// A format of images that the service keeps.
public enum ImageType: Sendable, CaseIterable {
    case jpeg, png, webp

    /// As `Content-Type` says it (RFC 2046 §4.2, RFC 9649).
    public var mediaType: String {
        switch self {
        case .jpeg: "image/jpeg"
        case .png: "image/png"
        case .webp: "image/webp"
        }
    }

    /// The usual ending of a file's name, without the dot.
    public var fileExtension: String {
        switch self {
        case .jpeg: "jpg"
        case .png: "png"
        case .webp: "webp"
        }
    }
}
