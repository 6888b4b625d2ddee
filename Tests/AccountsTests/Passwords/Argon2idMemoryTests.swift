import Testing

@testable import Accounts

@Suite struct Argon2idMemoryTests {
    private let memory = Argon2idMemory()

    @Test func `Memory is kept for the next hash of its size, until the last caller is gone`() throws {
        memory.beginCall()
        memory.beginCall()
        let first = try #require(memory.allocate(1 << 20))
        first.storeBytes(of: 1, as: UInt8.self)
        memory.free(first, size: 1 << 20)
        let other = try #require(memory.allocate(2 << 20))
        #expect(other != first)
        #expect(memory.allocate(1 << 20) == first)
        memory.free(first, size: 1 << 20)
        memory.free(other, size: 2 << 20)
        memory.endCall()
        #expect(memory.keptSize == 3 << 20)
        memory.endCall()
        #expect(memory.keptSize == 0)
    }

    @Test func `Nothing is kept for nobody, nor more than 128 MiB`() throws {
        let size = 65 << 20
        memory.free(try #require(memory.allocate(size)), size: size)
        #expect(memory.keptSize == 0)
        memory.beginCall()
        let pair = try (#require(memory.allocate(size)), #require(memory.allocate(size)))
        memory.free(pair.0, size: size)
        memory.free(pair.1, size: size)
        #expect(memory.keptSize == size)
        memory.endCall()
    }

    @Test func `What the system does not have is refused`() {
        #expect(memory.allocate(1 << 60) == nil)
    }
}
