// Tests/SocketServerTests
