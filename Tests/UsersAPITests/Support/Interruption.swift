import Testing

/// What is to happen in the midst of something else, known only after that was put together.
actor Interruption {
    private var action: @Sendable () async throws -> Void = {}

    func prepare(_ action: @escaping @Sendable () async throws -> Void) {
        self.action = action
    }

    func run() async {
        await #expect(throws: Never.self) { try await action() }
    }
}
