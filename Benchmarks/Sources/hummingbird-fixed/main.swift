import FixedAnswer
import Hummingbird
import Logging

/// Hummingbird with one route and a fixed answer: no authentication, no store. Usage: `hummingbird-fixed PORT`.
let router = Router()
let body = ByteBuffer(string: FixedAnswer.body)
router.get("/api/v1/users/me") { _, _ in
    Response(
        status: .ok, headers: [.contentType: "application/json"], body: ResponseBody(byteBuffer: body))
}
router.get("/health") { _, _ in HTTPResponse.Status.ok }

var logger = Logger(label: "hummingbird-fixed")
logger.logLevel = .warning
let port = CommandLine.arguments.dropFirst().first.flatMap(Int.init) ?? 8080
let application = Application(
    router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)), logger: logger)
try await application.runService()
