import Testing

@testable import Accounts

@Suite struct MemberNamesTests {
    @Test(arguments: [
        (#"{}"#, true), (#" {"a":1,"b":"a"}"#, true),
        (#"{"a":"b","b":"a:","c":{"a":1,"a":2},"d":["a",{"a":1}]}"#, true),
        (#"{"a":"\"","b":"\\"}"#, true), (#"{"a" : 1,"a":2}"#, false), (#"{"a":{},"a" :2}"#, false),
        (#"{"\u0061":1,"a":2}"#, false), (#"["a"]"#, false), (#""a""#, false), ("", false), ("null", false),
    ])
    func `An object is told apart from others, and from one with a name twice`(json: String, areDistinct: Bool) {
        #expect(MemberNames.areDistinct(inObject: Array(json.utf8)) == areDistinct)
    }
}
