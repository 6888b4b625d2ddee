import Accounts

/// An answer that shows an account.
protocol AccountMessage: ObjectMessage where Source == AccountView {
    init(source: AccountView)
}

extension AccountMessage {
    init(_ account: Account) {
        self.init(source: AccountView(account))
    }
}
