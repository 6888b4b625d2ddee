import BlobStorage

/// Where avatars are kept, and how large they may be.
struct UploadsSource: Sendable {
    /// Beneath what a blob may have, as a cleaned image can be a little longer.
    private static let sizes = 1024...8_000_000

    let url: UploadsURL
    let avatarMaximumBytes: Int

    init(_ reader: SettingReader) throws(SettingError) {
        do {
            url = try UploadsURL(
                reader.text(.uploadsURL) ?? "", accessKeyID: reader.text(.awsAccessKeyID),
                secretAccessKey: reader.text(.awsSecretAccessKey), sessionToken: reader.text(.awsSessionToken))
        } catch {
            throw SettingError("UPLOADS_URL", error.problem, accepts: UploadsURLError.accepted)
        }
        let text = reader.text(.avatarMaximumBytes) ?? ""
        guard let count = Int(text), Self.sizes.contains(count) else {
            throw SettingError(
                "AVATAR_MAX_BYTES", "is \"\(text)\"",
                accepts: "a number from \(Self.sizes.lowerBound) to \(Self.sizes.upperBound)")
        }
        avatarMaximumBytes = count
    }
}
