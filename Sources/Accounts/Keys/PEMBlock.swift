/// The private key's part of a PEM file, which may have others beside it, such as the parameters of its curve (RFC 7468).
struct PEMBlock {
    private static let begin = "-----BEGIN "
    private static let dashes = "-----"

    /// What the block is, such as `PRIVATE KEY`.
    let label: String
    /// The lines between the dashes.
    private let lines: [String]

    /// The Base64 of the block.
    var body: String { lines.joined() }

    /// The block alone.
    var text: String {
        (["\(Self.begin)\(label)\(Self.dashes)"] + lines + ["-----END \(label)\(Self.dashes)"])
            .joined(separator: "\n") + "\n"
    }

    /// - Throws: `PrivateKeyError` when there is none, or none that can be read without a passphrase.
    init(privateKeyIn text: String) throws(PrivateKeyError) {
        let lines = text.split(whereSeparator: \.isNewline).map { $0.trimmingWhiteSpace() }
        let labels = lines.compactMap(Self.label)
        guard !labels.isEmpty else { throw .noPEM }
        guard let label = labels.first(where: { $0.hasSuffix("PRIVATE KEY") }) else {
            throw labels.contains { $0.hasSuffix("PUBLIC KEY") || $0.hasSuffix("CERTIFICATE") }
                ? .publicOnly : .unsupported
        }
        let body = lines.drop { Self.label($0) != label }.dropFirst().prefix { !$0.hasPrefix(Self.dashes) }
        // PKCS#8 says it in the label, the traditional form in a field (RFC 1421 §4.6.1.1).
        guard !label.hasPrefix("ENCRYPTED"), !body.contains(where: { $0.hasPrefix("Proc-Type:") }) else {
            throw .encrypted
        }
        self.label = label
        self.lines = Array(body)
    }

    private static func label(_ line: String) -> String? {
        guard line.hasPrefix(begin), line.hasSuffix(dashes), line.count > begin.count + dashes.count else { return nil }
        return String(line.dropFirst(begin.count).dropLast(dashes.count))
    }
}
