#pragma once

// What Swift's Glibc module leaves out of Linux.

#include <sys/epoll.h>

struct sockaddr;

// glibc declares it only with _GNU_SOURCE. Defining that here would give Swift a second, different `fd_set`.
extern int accept4(int descriptor, struct sockaddr *_Nullable address, unsigned int *_Nullable length, int flags);
