/// What is wrong with a `MailURL`'s text, of which it shows nothing: any part of it may be a piece of a password.
public enum MailURLError: Error, Sendable, Equatable, CaseIterable {
    case unknownScheme
    case noFolder
    case noHost
    case badHost
    case badPort
    case noPassword
    case badEscape
    case path
    case unknownOption
    case noCAFile

    /// What is accepted, for all of them.
    public static let accepted =
        "file:FOLDER, smtp://USER:PASSWORD@HOST:587 or smtps://USER:PASSWORD@HOST:465, with ?ca_file=PATH at will"

    /// What is wrong, to be read after the setting's name.
    public var problem: String {
        switch self {
        case .unknownScheme: "names no way to send mails that is known"
        case .noFolder: "names no folder"
        case .noHost: "names no host"
        case .badHost: "has a host that is neither a name nor an address"
        case .badPort: "has a port that is not a number from 1 to 65535"
        case .noPassword: "has only one of user and password"
        case .badEscape: "has a % that no two hexadecimal digits follow, or an escaped control character"
        case .path: "has a path or a fragment after its host (/, ? and # in a password are written %2F, %3F and %23)"
        case .unknownOption: "has an option other than ca_file"
        case .noCAFile: "has an empty ca_file"
        }
    }
}
