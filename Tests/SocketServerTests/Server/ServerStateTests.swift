import Testing

@testable import SocketServer

@Suite("Server state")
struct ServerStateTests {
    @Test("Of many loops one warns that accepting is paused, and again only after the interval")
    func pauseWarnings() async {
        let state = ServerState(loopCount: 8)
        for (now, expected) in [(1_000, 1), (1_000, 0), (10_999, 0), (11_000, 1), (12_000, 0)] as [(Int64, Int)] {
            let warnings = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<8 { group.addTask { state.mayWarnAboutPause(at: now, every: 10_000) } }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(warnings == expected, "at \(now)")
        }
    }
}
