import Accounts
import HTTPTypes
import SocketServer
import Testing

@testable import UsersAPI

@Suite struct EntityTagTests {
    private static let conditions: [(field: String, condition: VersionCondition)] = [
        ("*", .any), (" \t* ", .any), ("\"5\"", .oneOf([5])), ("\"5\" ,\t\"17\"", .oneOf([5, 17])),
        ("\"-1\"", .oneOf([-1])), ("", .oneOf([])), ("5", .oneOf([])), ("\"5", .oneOf([])), ("W/\"5\"", .oneOf([])),
        ("\"+5\"", .oneOf([])), ("\"05\"", .oneOf([])), ("\"-0\"", .oneOf([])), ("\" 5\"", .oneOf([])),
        ("\"٥\"", .oneOf([])), ("\"9223372036854775808\"", .oneOf([])), ("\"x\", \"5\"", .oneOf([5])),
    ]

    @Test(arguments: conditions)
    func `If-Match names the versions whose tags it has, character by character`(
        field: String, condition: VersionCondition
    ) {
        let request = Request(method: .patch, path: "/", fields: RequestFields([("If-Match", field)]))
        #expect(EntityTag.condition(request) == condition)
    }
}
