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

/* Awaits any one process; its wait status, or -1 where there is none. */
static int await(void)
{
    int status;
    while (wait(&status) < 0)
        if (errno != EINTR)
            return -1;
    return status;
}

/* Reports how a compiler failed; true where the wait status says that it did not. */
static bool check(int status, Diag *diag)
{
    if (status == -1)
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
    bool started = true;
    int failure = 0;
    for (size_t i = 0; i < count && started && !failure; i++) {
        if (running == jobs) {
            failure = await();
            running--;
        }
        if (!failure && (started = start(&commands[i], arena, diag)))
            running++;
    }
    for (; running; running--) {
        int status = await();
        failure = failure ? failure : status;
    }
    return check(failure, diag) && started;
}
