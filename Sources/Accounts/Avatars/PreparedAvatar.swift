import Images

/// A picture that was found good, without metadata.
public struct PreparedAvatar: Sendable {
    let image: CleanImage
}
