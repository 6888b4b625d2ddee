/// The service's own dialect, `/api/v1`.
enum NativeRoutes {
    static var routes: [Route] {
        authentication + mailedLinks + ownAccount + ownSessions + administration + oversight
    }
}
