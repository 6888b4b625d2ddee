import Foundation
import TestProcesses
import Testing

/// What an independent decoder makes of images.
enum Pillow {
    struct Decoded: Decodable, Equatable {
        let format: String
        let width, height, frames, orientation, exifTags: Int
        let pixels: String
    }

    static func decode(_ images: [[UInt8]]) throws -> [Decoded] {
        let python = try #require(
            ProcessInfo.processInfo.environment["USERS_TEST_PYTHON"],
            "USERS_TEST_PYTHON is not set: run the tests by scripts/test, which installs it")
        let folder = URL.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = images.indices.map { folder.appending(path: "\($0)") }
        for (file, image) in zip(files, images) { try Data(image).write(to: file) }
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../decode-images.py")
        let process = try ChildProcess(
            python, [script.standardizedFileURL.path] + files.map(\.path), output: .pipe)
        let (status, output) = try process.end()
        try #require(status == 0, "Pillow refused an image")
        return try JSONDecoder().decode([Decoded].self, from: Data(output.utf8))
    }
}
