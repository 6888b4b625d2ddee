/// A field's value with parameters, such as `form-data; name="a"` (RFC 2045 §5.1).
///
/// Unquoted values may hold what a token may not, as some clients' boundaries do. In quotes a backslash escapes a quote or
/// itself, and is otherwise part of a path.
struct HeaderParameters {
    /// What stands before the parameters, in lower case.
    let type: String
    private var values: [String: String] = [:]

    /// Nil where a quote is not closed or a parameter stands there twice.
    init?(_ text: String) {
        var rest = text.unicodeScalars[...]
        type = Self.trimmed(Self.take(&rest) { $0 != ";" }).lowercased()
        while rest.popFirst() != nil {
            let name = Self.trimmed(Self.take(&rest) { $0 != "=" && $0 != ";" })
            if name.isEmpty, rest.first != "=" { continue }
            guard !name.isEmpty, rest.popFirst() == "=", let value = Self.value(&rest),
                values.updateValue(value, forKey: name.lowercased()) == nil
            else { return nil }
        }
    }

    subscript(name: String) -> String? { values[name] }

    /// Takes a value, up to a semicolon or the end.
    private static func value(_ rest: inout Substring.UnicodeScalarView) -> String? {
        _ = take(&rest, while: isSpace)
        guard rest.first == "\"" else {
            let value = trimmed(take(&rest) { $0 != ";" })
            return value.contains("\"") ? nil : value
        }
        rest.removeFirst()
        var value = String.UnicodeScalarView()
        while let scalar = rest.popFirst() {
            if scalar == "\"" {
                _ = take(&rest, while: isSpace)
                return rest.isEmpty || rest.first == ";" ? String(value) : nil
            }
            let isEscape = scalar == "\\" && (rest.first == "\"" || rest.first == "\\")
            value.append(isEscape ? rest.removeFirst() : scalar)
        }
        return nil
    }

    private static func take(
        _ rest: inout Substring.UnicodeScalarView, while predicate: (Unicode.Scalar) -> Bool
    ) -> Substring.UnicodeScalarView {
        let taken = rest.prefix(while: predicate)
        rest = rest[taken.endIndex...]
        return taken
    }

    private static func trimmed(_ scalars: Substring.UnicodeScalarView) -> String {
        String(Substring(scalars).trimmingSpaces)
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }
}
