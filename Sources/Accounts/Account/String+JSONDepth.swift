extension String {
    /// How deep arrays and objects nest in a JSON text; a bracket within a string is none.
    var jsonDepth: Int {
        var (depth, deepest) = (0, 0)
        var isString = false
        var isEscaped = false
        for byte in utf8 {
            if isString {
                if byte == UInt8(ascii: "\""), !isEscaped { isString = false }
                isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isString = true
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += 1
                deepest = max(deepest, depth)
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
            default: break
            }
        }
        return deepest
    }
}
