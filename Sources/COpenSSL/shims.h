#pragma once

// A socket for OpenSSL to read and write, and what Swift can't call: OpenSSL's macros, and callbacks that return pointers.

#include <errno.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <stdbool.h>
#include <sys/socket.h>

/// A non-blocking socket as a BIO knows it. OpenSSL's own socket BIO writes without MSG_NOSIGNAL, and hides short reads.
struct copenssl_socket {
    int descriptor;
    /// Whether the last read took less than there was room for; the reader clears it.
    bool is_drained;
    /// Whether anything was ever read.
    bool has_read;
    bool is_at_end;
};

static inline int copenssl_socket_read(BIO *_Nonnull bio, char *_Nonnull bytes, size_t length, size_t *_Nonnull count) {
    struct copenssl_socket *socket = BIO_get_data(bio);
    ssize_t received;
    do {
        received = recv(socket->descriptor, bytes, length, 0);
    } while (received < 0 && errno == EINTR);
    BIO_clear_retry_flags(bio);
    if (received > 0) {
        *count = (size_t)received;
        socket->is_drained = *count < length;
        socket->has_read = true;
        return 1;
    }
    if (received == 0) socket->is_at_end = true;
    else if (errno == EAGAIN) BIO_set_retry_read(bio);
    return 0;
}

static inline int copenssl_socket_write(
    BIO *_Nonnull bio, const char *_Nonnull bytes, size_t length, size_t *_Nonnull count
) {
    struct copenssl_socket *socket = BIO_get_data(bio);
    ssize_t sent;
    do {
        sent = send(socket->descriptor, bytes, length, MSG_NOSIGNAL);
    } while (sent < 0 && errno == EINTR);
    BIO_clear_retry_flags(bio);
    if (sent >= 0) {
        *count = (size_t)sent;
        return 1;
    }
    if (errno == EAGAIN) BIO_set_retry_write(bio);
    return 0;
}

static inline long copenssl_socket_control(BIO *_Nonnull bio, int command, long number, void *_Nullable pointer) {
    struct copenssl_socket *socket = BIO_get_data(bio);
    (void)number;
    (void)pointer;
    switch (command) {
    case BIO_CTRL_FLUSH: return 1;
    case BIO_CTRL_EOF: return socket->is_at_end;
    default: return 0;
    }
}

/// Makes the kind of BIO that reads and writes a `copenssl_socket`; a process can have 127 kinds of its own in all.
static inline BIO_METHOD *_Nullable copenssl_make_socket_method(void) {
    BIO_METHOD *method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "socket");
    if (method == NULL) return NULL;
    BIO_meth_set_read_ex(method, copenssl_socket_read);
    BIO_meth_set_write_ex(method, copenssl_socket_write);
    BIO_meth_set_ctrl(method, copenssl_socket_control);
    return method;
}

/// A session over the socket, which must outlive it.
static inline SSL *_Nullable copenssl_session(
    SSL_CTX *_Nonnull context, const BIO_METHOD *_Nonnull method, struct copenssl_socket *_Nonnull socket
) {
    SSL *session = SSL_new(context);
    BIO *bio = BIO_new(method);
    if (session == NULL || bio == NULL) {
        SSL_free(session);
        BIO_free(bio);
        return NULL;
    }
    BIO_set_data(bio, socket);
    BIO_set_init(bio, 1);
    SSL_set_bio(session, bio, bio);
    return session;
}

/// Takes `http/1.1` of what the client offers (ALPN, RFC 7301 §3.2); an offer without it ends the handshake.
static inline int copenssl_select_protocol(
    SSL *_Nonnull session, const unsigned char *_Nonnull *_Nonnull chosen, unsigned char *_Nonnull length,
    const unsigned char *_Nonnull offer, unsigned int offer_length, void *_Nullable context
) {
    static const unsigned char http[] = "\x08http/1.1";
    (void)session;
    (void)context;
    int status = SSL_select_next_proto(
        (unsigned char **)chosen, length, http, sizeof(http) - 1, offer, offer_length);
    return status == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

/// A server's context: TLS 1.2 with forward secrecy and AEAD alone, and TLS 1.3.
static inline SSL_CTX *_Nullable copenssl_server_context(void) {
    // A process that ends while threads still have sessions would otherwise crash in OpenSSL's cleaning up. The first call
    // of a process decides: where libmongoc is linked, that is libmongoc's own, before the program begins.
    OPENSSL_init_ssl(OPENSSL_INIT_NO_ATEXIT, NULL);
    SSL_CTX *context = SSL_CTX_new(TLS_server_method());
    if (context == NULL) return NULL;
    if (SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) != 1 ||
        SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20") != 1) {
        SSL_CTX_free(context);
        return NULL;
    }
    // HTTP says where a message ends, so the end of a connection needs no `close_notify` before it.
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_IGNORE_UNEXPECTED_EOF);
    SSL_CTX_set_mode(
        context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_read_ahead(context, 1);
    // Clients keep their sessions themselves, in tickets.
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_alpn_select_cb(context, copenssl_select_protocol, NULL);
    return context;
}

static inline int copenssl_note_encryption(
    char *_Nonnull passphrase, int length, int is_writing, void *_Nonnull is_encrypted
) {
    (void)passphrase;
    (void)length;
    (void)is_writing;
    *(bool *)is_encrypted = true;
    return -1;
}

/// Loads a private key of a PEM file; one that wants a passphrase is not asked for it, as OpenSSL would on the terminal.
static inline int copenssl_use_key_file(
    SSL_CTX *_Nonnull context, const char *_Nonnull path, bool *_Nonnull is_encrypted
) {
    SSL_CTX_set_default_passwd_cb(context, copenssl_note_encryption);
    SSL_CTX_set_default_passwd_cb_userdata(context, is_encrypted);
    int status = SSL_CTX_use_PrivateKey_file(context, path, SSL_FILETYPE_PEM);
    SSL_CTX_set_default_passwd_cb_userdata(context, NULL);
    return status;
}
