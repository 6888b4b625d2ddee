import DocumentStore

extension Connection {
    /// Runs `body` in a transaction that may write.
    func inTransaction<Value>(_ body: (Connection) throws(StoreError) -> Value) throws(StoreError) -> Value {
        try enclosed(by: "BEGIN IMMEDIATE", body)
    }

    /// Runs `body` so that all its statements see the same state.
    func inSnapshot<Value>(_ body: (Connection) throws(StoreError) -> Value) throws(StoreError) -> Value {
        try enclosed(by: "BEGIN DEFERRED", body)
    }

    private func enclosed<Value>(
        by begin: String, _ body: (Connection) throws(StoreError) -> Value
    ) throws(StoreError) -> Value {
        try execute(begin)
        do {
            let value = try body(self)
            try execute("COMMIT")
            return value
        } catch {
            // Some failures, a full disk among them, end the transaction by themselves.
            if isInTransaction { _ = try? execute("ROLLBACK") }
            throw error
        }
    }
}
