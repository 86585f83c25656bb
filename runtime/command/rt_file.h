/*
 * A file in the making: it has a temporary name beside its final one until it is complete, or is standard
 * output. Functions return false with errno set.
 */
#ifndef RT_FILE_H
#define RT_FILE_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rt_file {
    int folder;               /* descriptor of the folder, or -1 for standard output */
    const char *name;         /* the final name in the folder, or for messages; not owned */
    int fd;                   /* -1: not open */
    char temporary[NAME_MAX]; /* its name until then */
};

/* Opens a new file under a temporary name. */
bool rt_file_create(struct rt_file *file, int folder, const char *name);

/* Standard output as a file. */
void rt_file_standard(struct rt_file *file);

/* Whether bytes can be put at any place, by many threads at once. */
static inline bool rt_file_is_seekable(const struct rt_file *file)
{
    return file->folder >= 0;
}

/* Writes all bytes: at the offset, or where the file cannot be sought at its end. */
bool rt_file_write(const struct rt_file *file, const char *data, size_t size, uint64_t offset);

/* Closes; false where a late write failed. */
bool rt_file_close(struct rt_file *file);

/* Gives a closed file its final name, in the place of what had it. */
bool rt_file_rename(struct rt_file *file);

/* Closes, and removes what has no final name yet. Harmless on a renamed one, one that was never opened,
 * standard output.
 */
void rt_file_discard(struct rt_file *file);

#endif
