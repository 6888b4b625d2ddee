/// What is wrong with an `UploadsURL`'s text, of which it shows nothing.
public enum UploadsURLError: Error, Sendable, Equatable, CaseIterable {
    case unknownScheme
    case badBucket
    case badPrefix
    case badRegion
    case badEndpoint
    case unknownOption
    case noCredentials

    /// What is accepted, for all of them.
    public static let accepted =
        "store: or s3://BUCKET/PREFIX, with ?region=REGION and &endpoint=https://HOST:PORT at will"

    /// What is wrong, to be read after the setting's name.
    public var problem: String {
        switch self {
        case .unknownScheme: "names no place for uploads that is known"
        case .badBucket: "has no bucket of 3 to 63 lower-case letters, digits, dots and hyphens"
        case .badPrefix: "has a prefix with anything but letters, digits, dots, underscores, hyphens and single slashes"
        case .badRegion: "has a region with anything but lower-case letters, digits and hyphens"
        case .badEndpoint: "has an endpoint that is not http:// or https:// with a host, and a port at will"
        case .unknownOption: "has an option twice, or one other than region and endpoint"
        case .noCredentials: "names a bucket, which takes AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, printable ASCII"
        }
    }
}
