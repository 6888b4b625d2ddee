/// What the holder of an account tells about themselves; everything is optional.
public struct Profile: Sendable, Equatable {
    /// The longest display field, in code points.
    public static let maximumLength = 150
    /// The longest locale, in code points (RFC 5646 §4.4.1 asks for 35).
    public static let maximumLocaleLength = 35
    /// The longest address of an avatar, in code points.
    public static let maximumAvatarLength = 2048
    /// The most entries of `extra`.
    public static let maximumExtraCount = 64
    /// The longest key of `extra`, in code points.
    public static let maximumExtraKeyLength = 64
    /// The longest preferences, in bytes of JSON.
    public static let maximumPreferencesLength = 65_536
    /// The deepest nesting of preferences; the object itself is the first level.
    public static let maximumPreferencesDepth = 16
    /// The longest value of `extra`, in code points.
    public static let maximumExtraValueLength = 1024
    /// The longest of the `attributes`, in code points.
    public static let maximumAttributeLength = 1024

    /// The name to show.
    public internal(set) var displayName: String?
    /// The whole name.
    public internal(set) var fullName: String?
    /// The given name.
    public internal(set) var firstName: String?
    /// The family name.
    public internal(set) var lastName: String?
    /// The language and region, such as `fr_FR`.
    public internal(set) var locale: String?
    /// Whether the holder agreed to marketing mail; nil while they were not asked.
    public internal(set) var marketingOptIn: Bool?
    /// The address of the avatar.
    public internal(set) var avatar: String?
    /// Free pairs of strings that clients keep with the account.
    public internal(set) var extra: [String: String]?
    /// The holder's preferences, as the JSON text of an object.
    public internal(set) var preferences: String?
    /// What a directory would keep, by the names of `PersonAttribute`; names that this program does not know are kept.
    public internal(set) var attributes: [String: String] = [:]

    /// Makes an empty profile.
    public init() {}
}
