#pragma once

// What Swift's Glibc module leaves out of Linux.

#include <malloc.h>
#include <pthread.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <unistd.h>

struct sockaddr;

// glibc declares these only with _GNU_SOURCE. Defining that here would give Swift a second, different `fd_set`.
extern int pthread_setname_np(pthread_t thread, const char *_Nonnull name);
extern int accept4(int descriptor, struct sockaddr *_Nullable address, unsigned int *_Nullable length, int flags);

/// Takes the program's code out of its resident memory; what is called next comes back from the page cache.
///
/// Swift sees no arrays without a length, which is what the linker's symbols are.
static inline int clinux_drop_code(void) {
    extern char __executable_start[], etext[];
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    uintptr_t start = ((uintptr_t)__executable_start + page - 1) & ~(page - 1);
    uintptr_t end = (uintptr_t)etext & ~(page - 1);
    return madvise((void *)start, end - start, MADV_DONTNEED);
}
