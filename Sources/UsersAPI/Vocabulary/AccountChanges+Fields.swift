import Accounts

extension AccountChanges {
    /// What the fields of a message ask; those that are absent, or change nothing of an account, are left aside.
    init(_ values: FieldValues, of fields: [any FieldDeclaration]) {
        self.init()
        for field in fields where values.value(of: field.name) != nil { field.apply(values, to: &self) }
    }
}

extension Field {
    /// The field as one that changes this of an account.
    func changing(_ target: any WritableKeyPath<AccountChanges, Change<Value>> & Sendable) -> Field {
        changing { $0[keyPath: target] = $1 }
    }

    /// The field as one that changes this of an account, which can't be cleared: null is as good as absent.
    func changing(_ target: any WritableKeyPath<AccountChanges, Value?> & Sendable) -> Field {
        changing { $0[keyPath: target] = $1.value }
    }
}
