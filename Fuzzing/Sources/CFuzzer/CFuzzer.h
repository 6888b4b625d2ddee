#pragma once

#include <stddef.h>
#include <stdint.h>

// libFuzzer as a library, which no header of the compiler's declares.

/// Runs libFuzzer as the command line says, and calls the test with each input.
int LLVMFuzzerRunDriver(
    int *_Nonnull argc, char *_Nullable *_Nonnull *_Nonnull argv,
    int (*_Nonnull test)(const uint8_t *_Nullable bytes, size_t count));
