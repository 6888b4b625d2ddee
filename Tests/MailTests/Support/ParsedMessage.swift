import Foundation

/// What Python's mail parser sees in a message.
struct ParsedMessage: Decodable {
    let type: String
    let headers: [[String]]
    let parts: [String: String]
    let defects: [String]
    let longestLine: Int
    let isASCII: Bool
    let hasBareLineBreaks: Bool

    /// The header's values, decoded.
    subscript(name: String) -> [String] {
        headers.filter { $0[0] == name }.map { $0[1] }
    }

    init(file: URL) throws {
        self = try JSONDecoder().decode(ParsedMessage.self, from: MailScript.run(["parse", file.path]))
    }
}
