/* output.c: running another program for what it prints. */
#include "base/output.h"

#include "base/buffer.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

char **process_words(const TextList *list, Arena *arena)
{
    char **words = arena_array(arena, list->count + 1, sizeof *words);
    for (size_t i = 0; i < list->count; i++)
        words[i] = (char *)text_string(arena, list->items[i]);
    return words;
}

/* The environment with settings that come before what it has of the same names. */
static char **environment_with(const TextList *settings, Arena *arena)
{
    TextList all = {0};
    for (size_t i = 0; i < settings->count; i++)
        list_push(arena, &all, settings->items[i]);
    for (char **variable = environ; *variable; variable++) {
        size_t name = strcspn(*variable, "=") + 1;
        bool is_set = false;
        for (size_t i = 0; i < settings->count; i++)
            is_set = is_set || text_starts_with(settings->items[i], (Text){*variable, name});
        if (!is_set)
            list_push(arena, &all, text_of(*variable));
    }
    return process_words(&all, arena);
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

bool process_output(const TextList *command, const TextList *settings, Arena *arena, Text *output)
{
    int ends[2], status = -1;
    pid_t process;
    posix_spawn_file_actions_t actions;
    char **words = process_words(command, arena);
    char **environment = settings ? environment_with(settings, arena) : environ;
    if (pipe2(ends, O_CLOEXEC))
        return false;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    int failure = posix_spawnp(&process, words[0], &actions, NULL, words, environment);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    *output = read_all(ends[0], arena);
    while (!failure && waitpid(process, &status, 0) < 0 && errno == EINTR)
        continue;
    return !failure && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}
