/// Why routes make no table: a mistake in the program, found at start.
enum RouteTableError: Error, Equatable {
    /// Two routes have the same method and the same path, their parameters' names aside.
    case duplicate(String)
    /// Two routes of one method match some path, and that is not written down as intended.
    case overlap(String, String)
    /// Routes of one path are of two dialects, so that it is open which one words "405 Method Not Allowed".
    case sharedPath(String)
}
