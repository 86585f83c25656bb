/* process.c: starting and awaiting other programs. */
#include "emit/process.h"

#include "base/buffer.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static char **words_of(const TextList *command, Arena *arena)
{
    char **words = arena_array(arena, command->count + 1, sizeof *words);
    for (size_t i = 0; i < command->count; i++)
        words[i] = (char *)text_copy(arena, command->items[i]).data;
    return words;
}

static bool start(const TextList *command, Arena *arena, Diag *diag)
{
    pid_t process;
    char **words = words_of(command, arena);
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

/* Reads a descriptor to its end and closes it. */
static Text read_all(int descriptor, Arena *arena)
{
    Buffer out = {0};
    char bytes[4096];
    ssize_t size;
    while ((size = read(descriptor, bytes, sizeof bytes)) > 0 || (size < 0 && errno == EINTR))
        buffer_text(&out, (Text){bytes, size > 0 ? (size_t)size : 0});
    close(descriptor);
    Text all = text_copy(arena, buffer_contents(&out));
    buffer_free(&out);
    return all;
}

bool process_output(const TextList *command, Arena *arena, Text *output)
{
    int ends[2], status = -1;
    pid_t process;
    posix_spawn_file_actions_t actions;
    char **words = words_of(command, arena);
    if (pipe2(ends, O_CLOEXEC))
        return false;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    int failure = posix_spawnp(&process, words[0], &actions, NULL, words, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    *output = read_all(ends[0], arena);
    while (!failure && waitpid(process, &status, 0) < 0 && errno == EINTR)
        continue;
    return !failure && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}
