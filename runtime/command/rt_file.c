/* A file in the making. */
#include "rt_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

bool rt_file_create(struct rt_file *file, int folder, const char *name)
{
    file->folder = folder;
    file->name = name;
    for (int attempt = 0; attempt < 100; attempt++) {
        snprintf(file->temporary, sizeof file->temporary, ".%s.%ld-%d", name, (long)getpid(), attempt);
        file->fd = openat(folder, file->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (file->fd >= 0 || errno != EEXIST)
            break;
    }
    if (file->fd < 0)
        file->temporary[0] = '\0';
    return file->fd >= 0;
}

void rt_file_standard(struct rt_file *file)
{
    *file = (struct rt_file){.folder = -1, .name = "standard output", .fd = STDOUT_FILENO};
}

bool rt_file_write(const struct rt_file *file, const char *data, size_t size, uint64_t offset)
{
    while (size) {
        ssize_t written = rt_file_is_seekable(file) ? pwrite(file->fd, data, size, (off_t)offset)
                                                    : write(file->fd, data, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        data += written;
        size -= (size_t)written;
        offset += (uint64_t)written;
    }
    return true;
}

bool rt_file_close(struct rt_file *file)
{
    int fd = file->fd;
    file->fd = -1;
    return file->folder < 0 || fd < 0 || close(fd) == 0;
}

bool rt_file_rename(struct rt_file *file)
{
    if (file->folder >= 0 && renameat(file->folder, file->temporary, file->folder, file->name) != 0)
        return false;
    file->temporary[0] = '\0';
    return true;
}

void rt_file_discard(struct rt_file *file)
{
    if (file->temporary[0])
        unlinkat(file->folder, file->temporary, 0);
    file->temporary[0] = '\0';
    rt_file_close(file);
}
