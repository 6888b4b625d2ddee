/// What a store is asked, as the metrics name it.
enum StoreOperation: String, CaseIterable {
    case prepare
    case insert
    case insertMany = "insert_many"
    case findByID = "find_by_id"
    case findByKey = "find_by_key"
    case replace
    case delete
    case page
    case count
    case deleteExpired = "delete_expired"
    case readSnapshot = "read_snapshot"
    case ping
}
