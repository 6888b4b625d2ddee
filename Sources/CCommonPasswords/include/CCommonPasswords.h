#pragma once

#include <stddef.h>

/// The list's first byte: one entry a line, sorted by bytes.
const unsigned char *_Nonnull ccommonpasswords_list(void);

/// The list's size in bytes.
size_t ccommonpasswords_size(void);
