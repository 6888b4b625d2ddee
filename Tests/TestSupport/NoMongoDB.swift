/// The tests were run without the MongoDB that they need.
struct NoMongoDB: Error, CustomStringConvertible {
    var description: String {
        "USERS_TEST_MONGODB_URI is not set to a URI: run the tests by scripts/test, which starts a MongoDB"
    }
}
