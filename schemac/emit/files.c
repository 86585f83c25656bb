/* files.c: making and writing the files of a generated program. */
#include "emit/files.h"

#include "base/buffer.h"
#include "emit/emit_put.h"
#include "emit/program.h"
#include "emit/wrap.h"
#include "templates.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void add_file(const Plan *plan, GeneratedFileList *files, Text name, Buffer *content)
{
    GeneratedFile file = {name, text_copy(plan->arena, buffer_contents(content))};
    buffer_free(content);
    list_push(plan->arena, files, file);
}

static void add_c_file(const Plan *plan, GeneratedFileList *files, Text name, Buffer *content)
{
    Buffer wrapped = {0};
    wrap_c(&wrapped, buffer_contents(content));
    buffer_free(content);
    add_file(plan, files, name, &wrapped);
}

static void add_plan_file(const Plan *plan, GeneratedFileList *files, const char *suffix,
                          void (*template)(Buffer *, const Plan *))
{
    Buffer content = {0};
    template(&content, plan);
    add_c_file(plan, files, text_format(plan->arena, "%.*s%s", TEXT_ARG(plan->identifier), suffix), &content);
}

static void add_tables(const Plan *plan, GeneratedFileList *files)
{
    for (size_t i = 0; i < plan->tables.count; i++) {
        Buffer content = {0};
        template_table(&content, plan->tables.items[i]);
        Text name = program_table_file(plan->tables.items[i]);
        add_c_file(plan, files, text_format(plan->arena, "%.*s.c", TEXT_ARG(name)), &content);
    }
}

static bool add_user_files(const Plan *plan, GeneratedFileList *files, Diag *diag)
{
    for (size_t i = 0; i < plan->user_files.count; i++) {
        const Source *source = source_read(plan->arena, plan->user_files.items[i]);
        if (!source)
            return diag_failure(diag, "could not read \"%.*s\": %s", TEXT_ARG(plan->user_files.items[i]),
                                strerror(errno));
        GeneratedFile file = {program_user_file(plan, i), source->content};
        list_push(plan->arena, files, file);
    }
    return true;
}

bool files_generate(const Plan *plan, GeneratedFileList *files, Diag *diag)
{
    Buffer main_program = {0}, makefile = {0};
    add_plan_file(plan, files, ".h", template_header);
    add_plan_file(plan, files, "_internal.h", template_internal);
    add_plan_file(plan, files, ".c", template_program);
    add_tables(plan, files);
    template_main_c(&main_program, plan);
    add_file(plan, files, TEXT("main_program.c"), &main_program);
    Buffer ddl = {0};
    template_ddl(&ddl, plan);
    add_file(plan, files, program_ddl_file(plan), &ddl);
    template_makefile(&makefile, plan);
    add_file(plan, files, TEXT("Makefile"), &makefile);
    return add_user_files(plan, files, diag);
}

uint64_t files_hash(const GeneratedFileList *files)
{
    uint64_t hash = 0;
    for (size_t i = 0; i < files->count; i++) {
        hash = hash * UINT64_C(1099511628211) ^ text_hash(files->items[i].name);
        hash = hash * UINT64_C(1099511628211) ^ text_hash(files->items[i].content);
    }
    return hash;
}

bool files_make_folder(Text folder, Arena *arena, Diag *diag)
{
    for (size_t end = 1; end <= folder.size; end++) {
        if (end < folder.size && folder.data[end] != '/')
            continue;
        const char *path = text_string(arena, text_slice(folder, 0, end));
        if (mkdir(path, 0777) && errno != EEXIST)
            return diag_failure(diag, "could not create folder \"%s\": %s", path, strerror(errno));
    }
    return true;
}

static bool is_unchanged(Arena *arena, const char *path, Text content)
{
    struct stat status;
    if (stat(path, &status) || (size_t)status.st_size != content.size)
        return false;
    const Source *there = source_read(arena, text_of(path));
    return there && text_equal(there->content, content);
}

static bool write_new(const char *path, Text content)
{
    FILE *file = fopen(path, "wb");
    if (!file)
        return false;
    bool written = fwrite(content.data, 1, content.size, file) == content.size;
    return (fclose(file) == 0) && written;
}

static bool write_file(const GeneratedFile *file, Text folder, Arena *arena, Diag *diag)
{
    Text path = text_format(arena, "%.*s/%.*s", TEXT_ARG(folder), TEXT_ARG(file->name));
    const char *beside = text_format(arena, "%.*s.new", TEXT_ARG(path)).data;
    if (is_unchanged(arena, path.data, file->content))
        return true;
    if (write_new(beside, file->content) && !rename(beside, path.data))
        return true;
    int failure = errno;
    unlink(beside);
    return diag_failure(diag, "could not write \"%s\": %s", path.data, strerror(failure));
}

bool files_write(const GeneratedFileList *files, Text folder, Arena *arena, Diag *diag)
{
    if (!files_make_folder(folder, arena, diag))
        return false;
    for (size_t i = 0; i < files->count; i++)
        if (!write_file(&files->items[i], folder, arena, diag))
            return false;
    return true;
}
