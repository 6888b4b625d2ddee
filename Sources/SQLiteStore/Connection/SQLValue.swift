/// A value that is bound to a parameter of a statement.
enum SQLValue {
    case integer(Int)
    case long(Int64?)
    case text(String)
    case bytes([UInt8])
    case slice(ArraySlice<UInt8>)
}
