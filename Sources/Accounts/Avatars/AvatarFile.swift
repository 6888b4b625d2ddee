/// An avatar as it is served; what a name stands for never changes.
public struct AvatarFile: Sendable {
    /// What the bytes are, such as `image/png`.
    public let mediaType: String
    /// The image.
    public let bytes: [UInt8]
}
