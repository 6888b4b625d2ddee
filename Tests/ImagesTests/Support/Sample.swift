import Foundation
import Images

/// An image that Pillow wrote: 40 by 27 pixels, with "SECRET-PLANTED" in its metadata where it has any.
struct Sample: CustomStringConvertible {
    static let planted = "SECRET-PLANTED"
    static let png = all(in: "png")
    static let jpeg = all(in: "jpeg")
    static let webp = all(in: "webp")
    static let kept = png + jpeg + webp
    /// Formats that the service does not keep.
    static let refused = all(in: "refused")

    let name: String
    let bytes: [UInt8]

    var description: String { name }

    /// The orientation that the file's name tells.
    var orientation: Int {
        name.firstMatch(of: /orientation-(\d)/).flatMap { Int($0.1) } ?? 1
    }

    static func named(_ name: String) -> Sample? { kept.first { $0.name == name } }

    private static func all(in folder: String) -> [Sample] {
        guard let files = Bundle.module.urls(forResourcesWithExtension: nil, subdirectory: "Resources/\(folder)")
        else { return [] }
        return files.compactMap { file in
            (try? Data(contentsOf: file as URL)).map { Sample(name: file.lastPathComponent ?? "", bytes: Array($0)) }
        }
    }
}
