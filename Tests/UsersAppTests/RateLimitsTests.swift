import Testing

@Suite struct RateLimitsTests {
    @Test(arguments: ["on", "off"])
    func `Limits hold unless they are switched off`(setting: String) async throws {
        let folder = try Folder()
        let service = try await Service(["RATE_LIMITS": setting], in: folder)
        let body = ["email": "nobody@example.com", "password": "not the password"]
        for _ in 0..<5 { #expect(try await service.send("POST", "/api/v1/auth/login", body).status == 401) }
        // The first wait is a second, which a slow machine may need for one request; the next ones are longer.
        var waits: [String?] = []
        for _ in 0..<4 {
            let answer = try await service.send("POST", "/api/v1/auth/login", body)
            if answer.status == 429 { waits.append(answer.fields["retry-after"]) }
        }
        #expect(waits.isEmpty == (setting == "off") && !waits.contains(nil))
    }
}
