import Accounts

/// A request that changes an account by the fields that it declares: what is absent stays.
protocol ChangesMessage: RequestMessage {
    init(changes: AccountChanges)
}

extension ChangesMessage {
    init(_ values: FieldValues) {
        self.init(changes: AccountChanges(values, of: Self.fields))
    }
}
