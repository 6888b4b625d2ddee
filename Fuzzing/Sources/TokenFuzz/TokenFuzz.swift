import DocumentStore
import Foundation
import FuzzSupport

@testable import Accounts

/// A letter and a token's text; after `s`, in place of that, a header up to a line feed and claims, which are signed by the secret.
///
/// A token is accepted only where a second reading of its three parts finds the signature true, and the claims good; after `a`, or `S`,
/// also for the audience.
@main
enum TokenFuzz: FuzzTarget {
    private static let now = Instant(milliseconds: 1_800_000_000_000)
    private static let thread = CallingThread()
    private static let issuer = thread.run { await TokenIssuer(TestKeys.settings(audience: nil)) }
    private static let guardedIssuer = thread.run { await TokenIssuer(TestKeys.settings(audience: TestKeys.audience)) }

    static func test(_ input: FuzzInput) {
        var input = input
        let mode = Character(Unicode.Scalar(input.byte()))
        let isGuarded = mode == "a" || mode == "S"
        let text: String
        if mode == "s" || mode == "S" {
            let header = input.line()
            text = SecondReading.signed(header, input.remainder())
        } else {
            text = String(decoding: input.remainder(), as: UTF8.self)
        }
        let verdict = thread.run { await Verdict(of: text, by: isGuarded ? guardedIssuer : issuer, at: now) }
        check(verdict, of: text, audience: isGuarded ? TestKeys.audience : nil)
    }

    private static func check(_ verdict: Verdict, of text: String, audience: String?) {
        guard verdict.isSigned else {
            require(!verdict.isGood && verdict.access == nil && verdict.refresh == nil)
            return
        }
        guard let reading = SecondReading(text) else { fail("no token is accepted: \(text)") }
        require(reading.isSignatureTrue, "a forged signature is accepted: \(text)")
        guard reading.isReadable else { return }
        if let audience { require(reading.names(audience: audience), "for somebody else: \(text)") }
        if verdict.isGood || verdict.access != nil || verdict.refresh != nil {
            require(reading.isTime(now), "not its time: \(text)")
        }
        if let access = verdict.access {
            require((reading["sub"] as? String)?.lowercased() == access.subject.description, text)
            require(reading["token_type"] as? String ?? "access" == "access", text)
            if reading["sid"] is String { require(reading["iss"] as? String == "users", text) }
        }
        if let refresh = verdict.refresh {
            require(reading["token_type"] as? String == "refresh" && reading["iss"] as? String == "users", text)
            require(
                reading["jti"] as? String == refresh.id && reading["sid"] as? String == refresh.sessionID, text)
        }
    }
}
