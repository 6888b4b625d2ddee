// What a service without group commit could write: BYTES and an fsync a request, one after the other.
//
// cc -O2 fsync-writer.c; fsync-writer FILE BYTES SECONDS

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

int main(int count, char **arguments) {
    if (count != 4) return 64;
    size_t size = strtoul(arguments[2], NULL, 10);
    char *bytes = calloc(1, size);
    int file = open(arguments[1], O_WRONLY | O_CREAT | O_APPEND | O_TRUNC, 0600);
    double start = now(), seconds = atof(arguments[3]);
    long writes = 0;
    do {
        if (write(file, bytes, size) != (ssize_t)size || fsync(file) != 0) return 1;
        writes++;
    } while (now() - start < seconds);
    printf("%.1f\n", writes / (now() - start));
}
