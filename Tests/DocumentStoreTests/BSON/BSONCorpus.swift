import Foundation

/// The public BSON corpus, which `scripts/bson-corpus` fetches.
enum BSONCorpus {
    /// One of the corpus's files: the cases of one type.
    struct File: Decodable {
        var name = ""
        let valid: [ValidCase]
        let decodeErrors: [ErrorCase]

        enum CodingKeys: CodingKey {
            case valid
            case decodeErrors
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            valid = try container.decodeIfPresent([ValidCase].self, forKey: .valid) ?? []
            decodeErrors = try container.decodeIfPresent([ErrorCase].self, forKey: .decodeErrors) ?? []
        }
    }

    /// A document that must be read, in the encoding that must be written.
    struct ValidCase: Decodable {
        let description: String
        let canonical_bson: String
        let degenerate_bson: String?
    }

    /// Bytes that must be refused.
    struct ErrorCase: Decodable {
        let description: String
        let bson: String
    }

    /// Why the corpus can't be read; the tests fail with it, as a skipped corpus would go unnoticed.
    struct Missing: Error, CustomStringConvertible {
        let description: String
    }

    /// All files of the folder that `BSON_CORPUS_DIR` names.
    static func files() throws -> [File] {
        guard let folder = ProcessInfo.processInfo.environment["BSON_CORPUS_DIR"], !folder.isEmpty else {
            throw Missing(
                description: "BSON_CORPUS_DIR is not set: run BSON_CORPUS_DIR=$(scripts/bson-corpus) swift test")
        }
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter {
            $0.hasSuffix(".json")
        }
        if names.isEmpty { throw Missing(description: "BSON_CORPUS_DIR names \(folder), which has no corpus") }
        return try names.sorted().map { name in
            let data = try Data(contentsOf: URL(fileURLWithPath: folder).appending(path: name))
            var file = try JSONDecoder().decode(File.self, from: data)
            file.name = String(name.dropLast(".json".count))
            return file
        }
    }

    /// The bytes that a corpus writes in hexadecimal digits.
    static func bytes(_ hex: String) -> [UInt8] {
        stride(from: 0, to: hex.count, by: 2).compactMap { offset in
            UInt8(hex.dropFirst(offset).prefix(2), radix: 16)
        }
    }
}
