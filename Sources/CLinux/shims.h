#pragma once

// What Swift's Glibc module leaves out of Linux.

#include <malloc.h>
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>

struct sockaddr;

// glibc declares these only with _GNU_SOURCE. Defining that here would give Swift a second, different `fd_set`.
extern int pthread_setname_np(pthread_t thread, const char *_Nonnull name);
extern int accept4(int descriptor, struct sockaddr *_Nullable address, unsigned int *_Nullable length, int flags);
