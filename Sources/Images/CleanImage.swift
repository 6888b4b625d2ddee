/// One whole still image without metadata but for its orientation.
public struct CleanImage: Equatable, Sendable {
    public let type: ImageType
    /// Sides in pixels as stored, before the orientation is applied.
    public let width, height: Int
    public let bytes: [UInt8]
}
