import Foundation
import UsersAPI

/// The folder that Swagger UI's files are read from at start.
enum SwaggerUIFolder {
    /// The files of the folder that the setting names; of the one beside the program when it is not set, nil when that is not there.
    static func load(_ reader: SettingReader) throws(SettingError) -> SwaggerUI? {
        if let path = reader.text(.docsAssets) { return try read(path) }
        guard let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") else {
            return nil
        }
        let path = URL(filePath: program).deletingLastPathComponent().appending(path: "swagger-ui").path
        return FileManager.default.fileExists(atPath: path) ? try read(path) : nil
    }

    private static func read(_ path: String) throws(SettingError) -> SwaggerUI {
        try SwaggerUI { file throws(SettingError) in
            guard let data = FileManager.default.contents(atPath: "\(path)/\(file.rawValue)") else {
                throw SettingError(
                    "DOCS_ASSETS", "names \(path), where \(file.rawValue) can't be read",
                    accepts: "a folder such as scripts/swagger-ui prints")
            }
            return Array(data)
        }
    }
}
