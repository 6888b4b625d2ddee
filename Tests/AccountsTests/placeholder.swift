// Tests/AccountsTests
