#pragma once

// posix_spawn with what glibc declares only with _GNU_SOURCE, which would give Swift a second, different `fd_set`.

#include <signal.h>
#include <spawn.h>

extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *_Nonnull actions, int first);
extern int posix_spawn_file_actions_addchdir_np(
    posix_spawn_file_actions_t *_Nonnull actions, const char *_Nonnull folder);

/// Starts a program in `folder`, by default this process's, with three descriptors alone and no signal blocked; 0 or an `errno`.
///
/// Swift would take this module's file actions for others than Glibc's.
static inline int cspawn_start(
    pid_t *_Nonnull id, const char *_Nonnull path, char *_Nullable const *_Nonnull arguments,
    char *_Nullable const *_Nonnull environment, const char *_Nullable folder, const int *_Nonnull streams
) {
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_t actions;
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_init(&actions);
    // The threads of a pool may have them blocked.
    posix_spawnattr_setsigmask(&attributes, &none);
    int status = posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    for (int stream = 0; status == 0 && stream < 3; stream++) {
        status = posix_spawn_file_actions_adddup2(&actions, streams[stream], stream);
    }
    // Not all of this process's descriptors are closed by exec, and one that is open elsewhere is never at its end.
    if (status == 0) status = posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    if (status == 0 && folder != NULL) status = posix_spawn_file_actions_addchdir_np(&actions, folder);
    if (status == 0) status = posix_spawn(id, path, &actions, &attributes, arguments, environment);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return status;
}
