// Goes before libfaketime, which takes every timer that is a descriptor for one of the wall clock (its issue 378), so that
// sleeps would end an hour late, or spin. These are the kernel's own.

#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <unistd.h>

int timerfd_settime(int timer, int flags, const struct itimerspec *value, struct itimerspec *former) {
    return (int)syscall(SYS_timerfd_settime, timer, flags, value, former);
}

int timerfd_gettime(int timer, struct itimerspec *value) {
    return (int)syscall(SYS_timerfd_gettime, timer, value);
}
