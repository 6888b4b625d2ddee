// How many passwords this machine can hash: one thread a core, with the libraries that the service hashes with.
//
// cc -O2 -pthread hash-ceiling.c -lcrypt -largon2; hash-ceiling bcrypt:COST|argon2id:MIB,PASSES,LANES THREADS SECONDS

#include <argon2.h>
#include <crypt.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char password[] = "nine violet otters";
static char setting[64];
static unsigned mib, passes, lanes;
static double end;

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

static bool hash(struct crypt_data *data) {
    if (*setting) return crypt_rn(password, setting, data, sizeof *data) != NULL;
    unsigned char digest[32];
    return argon2id_hash_raw(passes, mib * 1024, lanes, password, strlen(password), "sixteen bytes...", 16, digest,
                             sizeof digest) == ARGON2_OK;
}

/// Hashes until the end; the rate, of which the last hash's overtime is a part, in hashes a second.
static void *work(void *rate) {
    struct crypt_data *data = calloc(1, sizeof *data);
    double start = now();
    long count = 0;
    do {
        if (!hash(data)) exit(1);
        count++;
    } while (now() < end);
    *(double *)rate = count / (now() - start);
    free(data);
    return NULL;
}

int main(int count, char **arguments) {
    int cost = 0, threads = count == 4 ? atoi(arguments[2]) : 0;
    if (threads < 1 || threads > 256) return 64;
    if (sscanf(arguments[1], "bcrypt:%d", &cost) == 1)
        crypt_gensalt_rn("$2b$", cost, "sixteen bytes...", 16, setting, sizeof setting);
    else if (sscanf(arguments[1], "argon2id:%u,%u,%u", &mib, &passes, &lanes) != 3)
        return 64;
    end = now() + atof(arguments[3]);
    pthread_t workers[256];
    double rates[256], sum = 0;
    for (int i = 0; i < threads; i++) pthread_create(&workers[i], NULL, work, &rates[i]);
    for (int i = 0; i < threads; i++) {
        pthread_join(workers[i], NULL);
        sum += rates[i];
    }
    printf("%.3f\n", sum);
}
