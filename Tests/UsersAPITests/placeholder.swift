// Tests/UsersAPITests
