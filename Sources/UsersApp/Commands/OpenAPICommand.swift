import ArgumentParser
import Foundation
import UsersAPI

/// `users openapi`.
struct OpenAPICommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "openapi", abstract: "Prints the OpenAPI 3.1 document, as GET /openapi.json answers it.")

    func run() {
        print(String(decoding: AccountsAPI.openAPIDocument, as: UTF8.self))
    }
}
