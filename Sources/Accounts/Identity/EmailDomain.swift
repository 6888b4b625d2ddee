import Glibc

/// The rules for what stands after an address's last `@`: a host name with a dot, `localhost` or an address in brackets.
enum EmailDomain {
    /// Whether Django's `EmailValidator` accepts the domain.
    static func isValid(_ domain: Substring) -> Bool {
        domain == "localhost" || isHostName(domain) || isAddressLiteral(domain)
    }

    private static func isHostName(_ domain: Substring) -> Bool {
        let labels = domain.unicodeScalars.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, let last = labels.last else { return false }
        return labels.dropLast().allSatisfy(isLabel) && isTopLevel(last)
    }

    /// Letters, digits and inner hyphens, at most 63 of them (RFC 1034 §3.1).
    private static func isLabel(_ label: Substring.UnicodeScalarView) -> Bool {
        (1...63).contains(label.count) && label.first != "-" && label.last != "-"
            && label.allSatisfy { isLetter($0) || isDigit($0) || $0 == "-" }
    }

    /// A label of two or more without digits, or one in punycode.
    private static func isTopLevel(_ label: Substring.UnicodeScalarView) -> Bool {
        guard isLabel(label), label.count >= 2 else { return false }
        return label.allSatisfy { !isDigit($0) } || isPunycode(label)
    }

    private static func isPunycode(_ label: Substring.UnicodeScalarView) -> Bool {
        guard String(label.prefix(4)).lowercased() == "xn--" else { return false }
        return label.dropFirst(4).allSatisfy {
            isASCIILetter($0) || isDigit($0) || EmailLocalPart.isCaseVariantOfASCII($0)
        }
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        isASCIILetter(scalar) || (0xA1...0xFFFF).contains(scalar.value)
    }

    private static func isASCIILetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z": true
        default: false
        }
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        ("0"..."9").contains(scalar)
    }

    /// `[192.0.2.1]` or `[2001:db8::1]`, without RFC 5321's `IPv6:` tag, as Django has it.
    private static func isAddressLiteral(_ domain: Substring) -> Bool {
        guard domain.first == "[", domain.last == "]", domain.utf8.count > 2 else { return false }
        let address = String(domain.dropFirst().dropLast())
        // The longest IPv6 address without an embedded IPv4 one.
        guard address.utf8.count <= 39 else { return false }
        var buffer = in6_addr()
        // inet_pton reads up to a NUL, and a zone has no place here.
        guard address.utf8.allSatisfy({ $0 != 0 && $0 != UInt8(ascii: "%") }) else { return false }
        return inet_pton(AF_INET, address, &buffer) == 1 || inet_pton(AF_INET6, address, &buffer) == 1
    }
}
