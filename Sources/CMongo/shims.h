#pragma once

// libmongoc's CRUD functions, with documents as bytes and lengths.
//
// Why any of this is C: Debian builds bson_t with an alignment of 128 bytes, which Swift does not keep when it holds
// one by value. So a bson_t only ever lives on the stack of a function in here, as a view of the caller's bytes, and
// everything that takes or returns one needs a shim. Only the functions' own reasons are told below.

#include <mongoc/mongoc.h>

/// A BSON document that belongs to the caller and outlives the call.
typedef struct {
    const uint8_t *_Nonnull data;
    size_t length;
} cmongo_document;

/// Where an operation goes; the strings end with NUL.
typedef struct {
    mongoc_client_t *_Nonnull client;
    const char *_Nonnull database;
    const char *_Nonnull collection;
} cmongo_target;

/// Gets each document of a result; the bytes are gone when it returns.
typedef void (*cmongo_visitor)(void *_Nonnull context, const uint8_t *_Nonnull data, size_t length);

/// Views `document` as a bson_t, which needs no bson_destroy; false when the length does not fit.
static inline bool cmongo_view(bson_t *_Nonnull view, cmongo_document document, bson_error_t *_Nonnull error) {
    if (bson_init_static(view, document.data, document.length)) return true;
    bson_set_error(error, MONGOC_ERROR_BSON, MONGOC_ERROR_BSON_INVALID, "not a BSON document");
    return false;
}

/// The number in an answer's field, 0 without it.
static inline int64_t cmongo_number(const bson_t *_Nonnull reply, const char *_Nonnull field) {
    bson_iter_t found;
    return bson_iter_init_find(&found, reply, field) ? bson_iter_as_int64(&found) : 0;
}

static inline mongoc_collection_t *_Nonnull cmongo_open(cmongo_target target) {
    return mongoc_client_get_collection(target.client, target.database, target.collection);
}

/// Visits each document that `filter` selects.
static inline bool cmongo_find(
    cmongo_target target, cmongo_document filter, cmongo_document options, cmongo_visitor _Nonnull visit,
    void *_Nonnull context, bson_error_t *_Nonnull error
) {
    bson_t filter_view, options_view;
    if (!cmongo_view(&filter_view, filter, error) || !cmongo_view(&options_view, options, error)) return false;
    mongoc_collection_t *collection = cmongo_open(target);
    mongoc_cursor_t *cursor = mongoc_collection_find_with_opts(collection, &filter_view, &options_view, NULL);
    const bson_t *document;
    while (mongoc_cursor_next(cursor, &document)) visit(context, bson_get_data(document), document->len);
    bool failed = mongoc_cursor_error(cursor, error);
    mongoc_cursor_destroy(cursor);
    mongoc_collection_destroy(collection);
    return !failed;
}

/// Gets a document and the place of its collection; false ends the walk. The bytes are gone when it returns.
typedef bool (*cmongo_walker)(void *_Nonnull context, size_t place, const uint8_t *_Nonnull data, size_t length);

/// Visits all documents of the collections that the array `names` has, as they were when the first was read.
static inline bool cmongo_read_snapshot(
    mongoc_client_t *_Nonnull client, const char *_Nonnull database, cmongo_document names,
    cmongo_walker _Nonnull visit, void *_Nonnull context, bson_error_t *_Nonnull error
) {
    bson_t names_view, filter = BSON_INITIALIZER, options = BSON_INITIALIZER;
    if (!cmongo_view(&names_view, names, error)) return false;
    mongoc_session_opt_t *kind = mongoc_session_opts_new();
    mongoc_session_opts_set_snapshot(kind, true);
    mongoc_client_session_t *session = mongoc_client_start_session(client, kind, error);
    mongoc_session_opts_destroy(kind);
    if (session == NULL) return false;
    // The client's own level would win over the session's.
    mongoc_read_concern_t *concern = mongoc_read_concern_new();
    mongoc_read_concern_set_level(concern, MONGOC_READ_CONCERN_LEVEL_SNAPSHOT);
    bool done = mongoc_client_session_append(session, &options, error), goes_on = true;
    bson_iter_t name;
    bson_iter_init(&name, &names_view);
    for (size_t place = 0; done && goes_on && bson_iter_next(&name); place++) {
        mongoc_collection_t *collection = mongoc_client_get_collection(client, database, bson_iter_utf8(&name, NULL));
        mongoc_collection_set_read_concern(collection, concern);
        mongoc_cursor_t *cursor = mongoc_collection_find_with_opts(collection, &filter, &options, NULL);
        const bson_t *document;
        while (goes_on && mongoc_cursor_next(cursor, &document)) {
            goes_on = visit(context, place, bson_get_data(document), document->len);
        }
        done = !mongoc_cursor_error(cursor, error);
        mongoc_cursor_destroy(cursor);
        mongoc_collection_destroy(collection);
    }
    mongoc_read_concern_destroy(concern);
    mongoc_client_session_destroy(session);
    bson_destroy(&options);
    return done;
}

/// How many ids one cmongo_find_by_ids takes: fewer than the 101 documents of a first answer, which has them all then.
#define CMONGO_ID_LIMIT 64

/// The bytes of an `_id` that is an ObjectId or a string; NULL for other types.
typedef struct {
    bson_type_t type;
    const void *_Nullable bytes;
    size_t length;
} cmongo_id;

/// Gets a document and the place of its `_id` among those asked for; the bytes are gone when it returns.
typedef void (*cmongo_place_visitor)(void *_Nonnull context, size_t place, const uint8_t *_Nonnull data, size_t length);

static inline cmongo_id cmongo_id_at(const bson_iter_t *_Nonnull place) {
    cmongo_id id = {bson_iter_type(place), NULL, 0};
    uint32_t length = sizeof(bson_oid_t);
    if (id.type == BSON_TYPE_OID) id.bytes = bson_iter_oid(place);
    if (id.type == BSON_TYPE_UTF8) id.bytes = bson_iter_utf8(place, &length);
    id.length = length;
    return id;
}

static inline bool cmongo_is_same_id(cmongo_id left, cmongo_id right) {
    return left.bytes != NULL && right.bytes != NULL && left.type == right.type && left.length == right.length &&
           memcmp(left.bytes, right.bytes, left.length) == 0;
}

/// Visits the documents whose `_id` is one of those in the array `ids`, once for each place that has it.
static inline bool cmongo_find_by_ids(
    cmongo_target target, cmongo_document ids, cmongo_place_visitor _Nonnull visit, void *_Nonnull context,
    bson_error_t *_Nonnull error
) {
    bson_t ids_view, operators;
    if (!cmongo_view(&ids_view, ids, error)) return false;
    cmongo_id wanted[CMONGO_ID_LIMIT];
    size_t count = 0;
    bson_iter_t place;
    bson_iter_init(&place, &ids_view);
    while (count < CMONGO_ID_LIMIT && bson_iter_next(&place)) wanted[count++] = cmongo_id_at(&place);
    bson_t *filter = bson_new();
    if (count == 1) {
        // The server has its shortest path for this.
        if (bson_iter_init_find(&place, &ids_view, "0")) bson_append_iter(filter, "_id", -1, &place);
    } else {
        BSON_APPEND_DOCUMENT_BEGIN(filter, "_id", &operators);
        BSON_APPEND_ARRAY(&operators, "$in", &ids_view);
        bson_append_document_end(filter, &operators);
    }
    mongoc_collection_t *collection = cmongo_open(target);
    // Not as a single batch: what has no room in one answer of 16 MiB comes in the next.
    mongoc_cursor_t *cursor = mongoc_collection_find_with_opts(collection, filter, NULL, NULL);
    const bson_t *document;
    while (mongoc_cursor_next(cursor, &document)) {
        if (!bson_iter_init_find(&place, document, "_id")) continue;
        cmongo_id found = cmongo_id_at(&place);
        for (size_t index = 0; index < count; index++) {
            if (cmongo_is_same_id(wanted[index], found)) visit(context, index, bson_get_data(document), document->len);
        }
    }
    bool failed = mongoc_cursor_error(cursor, error);
    mongoc_cursor_destroy(cursor);
    mongoc_collection_destroy(collection);
    bson_destroy(filter);
    return !failed;
}

/// Puts a missing majority in the place of the error that the driver prefers, so that a refusal is as sure as a write.
static inline void cmongo_prefer_write_concern_error(const bson_t *_Nonnull reply, bson_error_t *_Nonnull error) {
    bson_iter_t errors, first, code;
    if (bson_iter_init_find(&errors, reply, "writeConcernErrors") && BSON_ITER_HOLDS_ARRAY(&errors) &&
        bson_iter_recurse(&errors, &first) && bson_iter_next(&first) && BSON_ITER_HOLDS_DOCUMENT(&first) &&
        bson_iter_recurse(&first, &code) && bson_iter_find(&code, "code")) {
        bson_set_error(error, MONGOC_ERROR_WRITE_CONCERN, (uint32_t)bson_iter_as_int64(&code), "no majority");
    }
}

/// Inserts one document.
static inline bool cmongo_insert(cmongo_target target, cmongo_document document, bson_error_t *_Nonnull error) {
    bson_t view, reply;
    if (!cmongo_view(&view, document, error)) return false;
    // The driver's own check refuses empty names, which JSON and the server allow.
    bson_t *options = BCON_NEW("validate", BCON_BOOL(false));
    mongoc_collection_t *collection = cmongo_open(target);
    bool done = mongoc_collection_insert_one(collection, &view, options, &reply, error);
    if (!done) cmongo_prefer_write_concern_error(&reply, error);
    bson_destroy(&reply);
    mongoc_collection_destroy(collection);
    bson_destroy(options);
    return done;
}

/// Takes the first of the documents that follow each other in `documents`; false for what is none.
static inline bool cmongo_take(cmongo_document *_Nonnull documents, bson_t *_Nonnull view, bson_error_t *_Nonnull error) {
    int32_t length;
    if (documents->length < sizeof length) {
        bson_set_error(error, MONGOC_ERROR_BSON, MONGOC_ERROR_BSON_INVALID, "not BSON documents");
        return false;
    }
    memcpy(&length, documents->data, sizeof length);
    cmongo_document document = {documents->data, (size_t)BSON_UINT32_FROM_LE((uint32_t)length)};
    if (document.length > documents->length) document.length = documents->length;
    if (!cmongo_view(view, document, error)) return false;
    documents->data += document.length;
    documents->length -= document.length;
    return true;
}

/// Executes `bulk`, which has operations; visits the refusals, each with its `index` and `code`. False when it failed as a
/// whole.
static inline bool cmongo_execute(
    mongoc_bulk_operation_t *_Nonnull bulk, cmongo_visitor _Nonnull visit, void *_Nonnull context,
    bson_error_t *_Nonnull error
) {
    bson_t reply;
    bson_iter_t refusals, refusal, concern, first;
    bool executed = mongoc_bulk_operation_execute(bulk, &reply, error) != 0;
    bool refused = bson_iter_init_find(&refusals, &reply, "writeErrors") && bson_iter_recurse(&refusals, &refusal);
    size_t count = 0;
    while (refused && bson_iter_next(&refusal)) {
        uint32_t length = 0;
        const uint8_t *data = NULL;
        if (!BSON_ITER_HOLDS_DOCUMENT(&refusal)) continue;
        bson_iter_document(&refusal, &length, &data);
        visit(context, data, length);
        count++;
    }
    bool unsure = bson_iter_init_find(&concern, &reply, "writeConcernErrors") && bson_iter_recurse(&concern, &first) &&
                  bson_iter_next(&first);
    bool done = executed || (count > 0 && !unsure);
    if (!done) cmongo_prefer_write_concern_error(&reply, error);
    bson_destroy(&reply);
    return done;
}

/// Inserts documents, or with `updates` runs statements, each or not for itself, as `cmongo_execute` says. They follow each other in
/// `documents`: of a statement a filter and a pipeline, by its stages' places. What a filter does not find is inserted.
static inline bool cmongo_write_all(
    cmongo_target target, cmongo_document documents, bool updates, cmongo_visitor _Nonnull visit,
    void *_Nonnull context, bson_error_t *_Nonnull error
) {
    bson_t *options = BCON_NEW("ordered", BCON_BOOL(false));
    // The driver's own check refuses empty names, which JSON and the server allow.
    bson_t *each = BCON_NEW("validate", BCON_BOOL(false));
    if (updates) BSON_APPEND_BOOL(each, "upsert", true);
    mongoc_collection_t *collection = cmongo_open(target);
    mongoc_bulk_operation_t *bulk = mongoc_collection_create_bulk_operation_with_opts(collection, options);
    bool done = true;
    bson_t first, pipeline;
    while (done && documents.length > 0) {
        done = cmongo_take(&documents, &first, error) && (!updates || cmongo_take(&documents, &pipeline, error)) &&
               (updates ? mongoc_bulk_operation_update_one_with_opts(bulk, &first, &pipeline, each, error)
                        : mongoc_bulk_operation_insert_with_opts(bulk, &first, each, error));
    }
    done = done && cmongo_execute(bulk, visit, context, error);
    mongoc_bulk_operation_destroy(bulk);
    mongoc_collection_destroy(collection);
    bson_destroy(each);
    bson_destroy(options);
    return done;
}

/// Replaces the document that `filter` selects; `matched` is 0 when there is none.
static inline bool cmongo_replace(
    cmongo_target target, cmongo_document filter, cmongo_document document, int64_t *_Nonnull matched,
    bson_error_t *_Nonnull error
) {
    bson_t filter_view, view, reply;
    if (!cmongo_view(&filter_view, filter, error) || !cmongo_view(&view, document, error)) return false;
    bson_t *options = BCON_NEW("validate", BCON_BOOL(false));
    mongoc_collection_t *collection = cmongo_open(target);
    bool done = mongoc_collection_replace_one(collection, &filter_view, &view, options, &reply, error);
    *matched = cmongo_number(&reply, "matchedCount");
    bson_destroy(&reply);
    mongoc_collection_destroy(collection);
    bson_destroy(options);
    return done;
}

/// Deletes one document that `filter` selects, or all of them.
static inline bool cmongo_delete(
    cmongo_target target, cmongo_document filter, bool all, int64_t *_Nonnull deleted, bson_error_t *_Nonnull error
) {
    bson_t filter_view, reply;
    if (!cmongo_view(&filter_view, filter, error)) return false;
    mongoc_collection_t *collection = cmongo_open(target);
    bool done = (all ? mongoc_collection_delete_many : mongoc_collection_delete_one)(
        collection, &filter_view, NULL, &reply, error);
    *deleted = cmongo_number(&reply, "deletedCount");
    bson_destroy(&reply);
    mongoc_collection_destroy(collection);
    return done;
}

/// Counts what `filter` selects; -1 and an error when that fails.
static inline int64_t cmongo_count(
    cmongo_target target, cmongo_document filter, cmongo_document options, bson_error_t *_Nonnull error
) {
    bson_t filter_view, options_view;
    if (!cmongo_view(&filter_view, filter, error) || !cmongo_view(&options_view, options, error)) return -1;
    mongoc_collection_t *collection = cmongo_open(target);
    int64_t count = mongoc_collection_count_documents(collection, &filter_view, &options_view, NULL, NULL, error);
    mongoc_collection_destroy(collection);
    return count;
}

/// The count that the collection's metadata has; -1 and an error when that fails.
static inline int64_t cmongo_estimated_count(cmongo_target target, bson_error_t *_Nonnull error) {
    mongoc_collection_t *collection = cmongo_open(target);
    int64_t count = mongoc_collection_estimated_document_count(collection, NULL, NULL, NULL, error);
    mongoc_collection_destroy(collection);
    return count;
}

/// Runs a command that is neither a find nor a write of documents: the manual wants the functions above for those.
static inline bool cmongo_command(
    mongoc_client_t *_Nonnull client, const char *_Nonnull database, cmongo_document command,
    cmongo_visitor _Nonnull visit, void *_Nonnull context, bson_error_t *_Nonnull error
) {
    bson_t view, reply;
    if (!cmongo_view(&view, command, error)) return false;
    bool done = mongoc_client_command_simple(client, database, &view, NULL, &reply, error);
    visit(context, bson_get_data(&reply), reply.len);
    bson_destroy(&reply);
    return done;
}

/// The error's text: Swift sees the array as a tuple of 504 characters.
static inline const char *_Nonnull cmongo_error_message(const bson_error_t *_Nonnull error) {
    return error->message;
}
