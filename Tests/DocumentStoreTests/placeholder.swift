// Tests/DocumentStoreTests
