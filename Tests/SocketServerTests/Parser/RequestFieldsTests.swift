import HTTPTypes
import SocketServer
import Testing

@Suite("RequestFields")
struct RequestFieldsTests {
    private let fields = RequestFields([("Accept", "a"), ("X-Name", "é"), ("ACCEPT", "b")])

    @Test("Finds names in any case and joins the values of a list")
    func lookup() throws {
        #expect(fields[.accept] == "a, b")
        #expect(fields.values(of: .accept) == ["a", "b"])
        #expect(fields[try #require(HTTPField.Name("x-NAME"))] == "é")
        #expect(fields[.cookie] == nil)
        #expect(fields.contains(.accept))
        #expect(!fields.contains(.cookie))
    }

    @Test("Walks the fields in their order, names as they were written")
    func sequence() {
        #expect(fields.map { "\($0.name): \($0.value)" } == ["Accept: a", "X-Name: é", "ACCEPT: b"])
    }
}
