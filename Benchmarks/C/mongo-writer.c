// What libmongoc itself can replace: documents of the service's accounts, by _id and revision, acknowledged by a majority, one
// document and one client a thread.
//
// cc -O2 -pthread mongo-writer.c $(pkg-config --cflags --libs libmongoc-1.0); mongo-writer URI DATABASE THREADS SECONDS

#include <mongoc/mongoc.h>
#include <pthread.h>
#include <stdio.h>
#include <time.h>

static mongoc_client_pool_t *pool;
static const char *database;
static bson_t *template;
static double end;

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

static mongoc_collection_t *writers(mongoc_client_t *client) {
    mongoc_collection_t *collection = mongoc_client_get_collection(client, database, "writers");
    mongoc_write_concern_t *concern = mongoc_write_concern_new();
    mongoc_write_concern_set_wmajority(concern, 0);
    mongoc_write_concern_set_journal(concern, true);
    mongoc_collection_set_write_concern(collection, concern);
    mongoc_write_concern_destroy(concern);
    return collection;
}

/// Stores an account of the thread's own under a new id.
static void insert(mongoc_collection_t *collection, const bson_oid_t *id) {
    bson_t document;
    bson_error_t error;
    bson_init(&document);
    BSON_APPEND_OID(&document, "_id", id);
    bson_copy_to_excluding_noinit(template, &document, "_id", "revision", "identifiers", NULL);
    BSON_APPEND_INT64(&document, "revision", 0);
    if (!mongoc_collection_insert_one(collection, &document, NULL, NULL, &error)) exit(1);
    bson_destroy(&document);
}

static bool replace(mongoc_collection_t *collection, const bson_oid_t *id, int64_t revision) {
    bson_t filter, document, reply;
    bson_error_t error;
    bson_iter_t matched;
    bson_init(&filter);
    BSON_APPEND_OID(&filter, "_id", id);
    BSON_APPEND_INT64(&filter, "revision", revision);
    bson_init(&document);
    BSON_APPEND_OID(&document, "_id", id);
    bson_copy_to_excluding_noinit(template, &document, "_id", "revision", "identifiers", NULL);
    BSON_APPEND_INT64(&document, "revision", revision + 1);
    bool done = mongoc_collection_replace_one(collection, &filter, &document, NULL, &reply, &error) &&
                bson_iter_init_find(&matched, &reply, "matchedCount") && bson_iter_as_int64(&matched) == 1;
    bson_destroy(&reply);
    bson_destroy(&document);
    bson_destroy(&filter);
    return done;
}

static void *work(void *result) {
    mongoc_client_t *client = mongoc_client_pool_pop(pool);
    mongoc_collection_t *collection = writers(client);
    bson_oid_t id;
    bson_oid_init(&id, NULL);
    insert(collection, &id);
    double start = now();
    int64_t count = 0;
    do {
        if (!replace(collection, &id, count++)) exit(1);
    } while (now() < end);
    *(double *)result = count / (now() - start);
    mongoc_collection_destroy(collection);
    mongoc_client_pool_push(pool, client);
    return NULL;
}

int main(int count, char **arguments) {
    int threads = count == 5 ? atoi(arguments[3]) : 0;
    if (threads < 1 || threads > 256) return 64;
    mongoc_init();
    mongoc_uri_t *uri = mongoc_uri_new(arguments[1]);
    mongoc_uri_set_option_as_int32(uri, MONGOC_URI_MAXPOOLSIZE, threads + 1);
    pool = mongoc_client_pool_new(uri);
    database = arguments[2];

    // An account of the service's, so that the documents are alike.
    mongoc_client_t *client = mongoc_client_pool_pop(pool);
    mongoc_collection_t *users = mongoc_client_get_collection(client, database, "users");
    bson_t any = BSON_INITIALIZER;
    const bson_t *found;
    mongoc_cursor_t *cursor = mongoc_collection_find_with_opts(users, &any, NULL, NULL);
    if (!mongoc_cursor_next(cursor, &found)) return 1;
    template = bson_copy(found);
    mongoc_cursor_destroy(cursor);
    mongoc_client_pool_push(pool, client);

    end = now() + atof(arguments[4]);
    pthread_t workers[256];
    double rates[256], sum = 0;
    for (int i = 0; i < threads; i++) pthread_create(&workers[i], NULL, work, &rates[i]);
    for (int i = 0; i < threads; i++) {
        pthread_join(workers[i], NULL);
        sum += rates[i];
    }
    printf("%.1f\n", sum);
}
