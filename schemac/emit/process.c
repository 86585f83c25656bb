/* process.c: starting and awaiting other programs. */
#include "emit/process.h"

#include "base/output.h"

#include <errno.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>

extern char **environ;

static bool start(const TextList *command, Arena *arena, Diag *diag)
{
    pid_t process;
    char **words = process_words(command, arena);
    int failure = posix_spawnp(&process, words[0], NULL, NULL, words, environ);
    if (!failure)
        return true;
    diag_failure(diag, "could not run \"%s\": %s", words[0], strerror(failure));
    diag_hint(diag,
              "Install it (on Debian: apt-get install gcc binutils), or name another C compiler with --cc.");
    return false;
}

/* Awaits any one process; false where it failed. */
static bool await(Diag *diag)
{
    int status;
    while (wait(&status) < 0)
        if (errno != EINTR)
            return diag_failure(diag, "could not await the C compiler: %s", strerror(errno));
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return true;
    if (WIFSIGNALED(status))
        return diag_failure(diag, "the C compiler was ended by signal %d", WTERMSIG(status));
    return diag_failure(diag, "the C compiler failed with exit code %d; its messages are above",
                        WEXITSTATUS(status));
}

bool process_run_all(const TextList *commands, size_t count, unsigned jobs, Arena *arena, Diag *diag)
{
    size_t running = 0;
    bool done = true;
    for (size_t i = 0; i < count && done; i++) {
        if (running == jobs) {
            done = await(diag);
            running--;
        }
        if (done && (done = start(&commands[i], arena, diag)))
            running++;
    }
    for (; running; running--)
        done = await(diag) && done;
    return done;
}
