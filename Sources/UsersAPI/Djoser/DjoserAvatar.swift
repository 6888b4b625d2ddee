import Accounts

/// The `ImageField` of Django REST framework: a file of a multipart form; null, or an empty text, clears.
struct DjoserAvatar: FieldDeclaration {
    /// Django's `ImageField.max_length`, of file names.
    private static let maximumNameLength = 100
    private static let extensions = ["jfif", "jpe", "jpeg", "jpg", "png", "webp"]

    let name = "avatar"
    let isNullable = true
    let keepsSource = false

    var property: Schema.Property {
        Schema.Property(
            name: name, schema: .nullable(.string(format: "binary")), isRequired: false,
            description: "A JPEG, PNG or WebP image, as a file of a multipart form.")
    }

    func typeProblems(of value: JSONValue) -> [FieldProblem] {
        value == .string("") ? [] : [notFile]
    }

    /// What is wrong with a file before it is looked into.
    func problem(of file: MultipartPart) -> FieldProblem? {
        let name = baseName(of: file)
        if name.isEmpty { return notFile }
        if file.bytes.isEmpty { return problem("The submitted file is empty.") }
        let length = name.unicodeScalars.count
        guard length > Self.maximumNameLength else { return nil }
        return problem("Ensure this filename has at most \(Self.maximumNameLength) characters (it has \(length)).")
    }

    /// What is wrong with the name of a file that is an image.
    func extensionProblem(of file: MultipartPart) -> FieldProblem? {
        let parts = baseName(of: file).split(separator: ".", omittingEmptySubsequences: false)
        let text = parts.count > 1 ? parts.last?.lowercased() ?? "" : ""
        guard !Self.extensions.contains(text) else { return nil }
        let allowed = Self.extensions.joined(separator: ", ")
        return problem("File extension “\(text)” is not allowed. Allowed extensions are: \(allowed).")
    }

    var notImage: FieldProblem {
        problem("Upload a valid image. The file you uploaded was either not an image or a corrupted image.")
    }

    private var notFile: FieldProblem {
        problem("The submitted data was not a file. Check the encoding type on the form.")
    }

    private func problem(_ message: String) -> FieldProblem { FieldProblem(name, .invalid, message) }

    /// The name without the folders that some clients send.
    private func baseName(of file: MultipartPart) -> Substring {
        let name = file.fileName ?? ""
        return name.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }.last ?? ""
    }
}
