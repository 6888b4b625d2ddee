#pragma once

// libcurl's variadic functions, one shim a type of argument: Swift can't call what takes a `...`.

#include <curl/curl.h>

/// Takes bytes from libcurl, or fills its buffer; `size` is always 1. Returns how many it took or gave.
typedef size_t (*ccurl_callback)(char *_Nonnull bytes, size_t size, size_t count, void *_Nonnull context);

/// Sets what takes a string, which libcurl copies; NULL takes the option's value away.
static inline CURLcode ccurl_set_string(CURL *_Nonnull handle, CURLoption option, const char *_Nullable value) {
    return curl_easy_setopt(handle, option, value);
}

/// Sets what takes a number, a flag or a value of an enumeration.
static inline CURLcode ccurl_set_number(CURL *_Nonnull handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

/// Sets the recipients, which must outlive the transfer.
static inline CURLcode ccurl_set_recipients(CURL *_Nonnull handle, struct curl_slist *_Nonnull recipients) {
    return curl_easy_setopt(handle, CURLOPT_MAIL_RCPT, recipients);
}

/// Uploads what `read` gives, `length` bytes in all.
static inline CURLcode ccurl_set_upload(
    CURL *_Nonnull handle, ccurl_callback _Nonnull read, void *_Nonnull context, curl_off_t length
) {
    CURLcode status = curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
    if (status == CURLE_OK) status = curl_easy_setopt(handle, CURLOPT_READFUNCTION, read);
    if (status == CURLE_OK) status = curl_easy_setopt(handle, CURLOPT_READDATA, context);
    if (status == CURLE_OK) status = curl_easy_setopt(handle, CURLOPT_INFILESIZE_LARGE, length);
    return status;
}

/// Gives each line that the server sends to `line`.
static inline CURLcode ccurl_set_reply(CURL *_Nonnull handle, ccurl_callback _Nonnull line, void *_Nonnull context) {
    CURLcode status = curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, line);
    if (status == CURLE_OK) status = curl_easy_setopt(handle, CURLOPT_HEADERDATA, context);
    return status;
}

/// Has libcurl write what went wrong into `buffer`, which holds CURL_ERROR_SIZE bytes and outlives the handle.
static inline CURLcode ccurl_set_error_buffer(CURL *_Nonnull handle, char *_Nonnull buffer) {
    return curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, buffer);
}

/// Sets the request's headers, which must outlive the transfer.
static inline CURLcode ccurl_set_headers(CURL *_Nonnull handle, struct curl_slist *_Nonnull headers) {
    return curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
}

/// Sets the request's body, which must outlive the transfer; libcurl takes a NULL for the wish to read standard input.
static inline CURLcode ccurl_set_body(CURL *_Nonnull handle, const void *_Nullable bytes, curl_off_t length) {
    CURLcode status = curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, length);
    if (status == CURLE_OK) status = curl_easy_setopt(handle, CURLOPT_POSTFIELDS, bytes ? bytes : "");
    return status;
}

/// Gives the response's body to `part`, piece by piece; a piece that is not taken whole ends the transfer.
static inline CURLcode ccurl_set_download(CURL *_Nonnull handle, ccurl_callback _Nonnull part, void *_Nonnull context) {
    CURLcode status = curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, part);
    if (status == CURLE_OK) status = curl_easy_setopt(handle, CURLOPT_WRITEDATA, context);
    return status;
}
