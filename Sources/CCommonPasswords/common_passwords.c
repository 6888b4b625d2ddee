#include "CCommonPasswords.h"

// In C for the sake of #embed: Swift takes seconds over an array literal of this size.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char list[] = {
#embed "common-passwords.txt"
};

const unsigned char *ccommonpasswords_list(void) { return list; }

size_t ccommonpasswords_size(void) { return sizeof list; }
