#pragma once

// What Swift's Glibc module leaves out of Linux.

#include <malloc.h>
#include <pthread.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/timerfd.h>
#include <unistd.h>

struct sockaddr;

// glibc declares these only with _GNU_SOURCE. Defining that here would give Swift a second, different `fd_set`.
extern int pthread_setname_np(pthread_t thread, const char *_Nonnull name);
extern int accept4(int descriptor, struct sockaddr *_Nullable address, unsigned int *_Nullable length, int flags);

/// Makes a descriptor that becomes readable again and again after so many nanoseconds, less than a second; -1 with `errno`.
///
/// Swift would take this module's `timespec` for another one than Glibc's.
static inline int clinux_make_timer(int64_t interval) {
    struct timespec time = {.tv_sec = 0, .tv_nsec = interval};
    struct itimerspec times = {.it_interval = time, .it_value = time};
    int timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
    if (timer >= 0 && timerfd_settime(timer, 0, &times, NULL) != 0) {
        close(timer);
        return -1;
    }
    return timer;
}

/// How many nanoseconds are left until it becomes readable the next time; -1 with `errno`.
static inline int64_t clinux_timer_rest(int timer) {
    struct itimerspec times;
    if (timerfd_gettime(timer, &times) != 0) return -1;
    return (int64_t)times.it_value.tv_sec * 1000000000 + times.it_value.tv_nsec;
}

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
