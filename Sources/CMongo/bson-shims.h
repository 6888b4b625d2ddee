#pragma once

// libbson's own reader and writer, for tests that hold them against the Swift codec: they take a bson_t, see shims.h.

#include "shims.h"

/// True when libbson finds nothing wrong with the bytes, UTF-8 included.
static inline bool cmongo_bson_validate(cmongo_document document) {
    bson_t view;
    bson_error_t error;
    return cmongo_view(&view, document, &error) &&
           bson_validate(&view, (bson_validate_flags_t)(BSON_VALIDATE_UTF8 | BSON_VALIDATE_UTF8_ALLOW_NULL), NULL);
}

/// The document in canonical extended JSON, to be freed with bson_free; NULL when the bytes are not valid.
static inline char *_Nullable cmongo_bson_to_json(cmongo_document document) {
    bson_t view;
    bson_error_t error;
    return cmongo_view(&view, document, &error) ? bson_as_canonical_extended_json(&view, NULL) : NULL;
}

/// Visits the document that libbson writes for extended JSON.
static inline bool cmongo_bson_from_json(
    const char *_Nonnull json, size_t length, cmongo_visitor _Nonnull visit, void *_Nonnull context,
    bson_error_t *_Nonnull error
) {
    bson_t *document = bson_new_from_json((const uint8_t *)json, (ssize_t)length, error);
    if (document == NULL) return false;
    visit(context, bson_get_data(document), document->len);
    bson_destroy(document);
    return true;
}
