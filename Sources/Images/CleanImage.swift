/// One whole still image without metadata but for its orientation.
public struct CleanImage: Equatable, Sendable {
    /// Which format it was, and is.
    public let type: ImageType
    /// Sides in pixels as stored, before the orientation is applied.
    public let width, height: Int
    /// The whole file, made anew.
    public let bytes: [UInt8]
}
