/// Names one request of a connection.
struct ExchangeID: Equatable, Sendable {
    let connection: ConnectionID
    let number: UInt32
}
