/* The manifest. */
#include "rt_manifest.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "rt_digest.h"
#include "rt_report.h"

static void print_member(FILE *stream, const char *name, const char *value)
{
    fprintf(stream, "\"%s\": ", name);
    rt_report_json(stream, value);
}

static void print_file(FILE *stream, const struct rt_job *job)
{
    const struct rt_piece *piece = job->pieces;
    fputs("    {", stream);
    print_member(stream, "file", job->name);
    fputs(", ", stream);
    print_member(stream, "schema", piece->table->schema);
    fputs(", ", stream);
    print_member(stream, "table", piece->table->name);
    fprintf(stream,
            ", \"first_row\": %" PRIu64 ", \"rows\": %" PRIu64 ", \"table_rows\": %" PRIu64
            ", \"bytes\": %" PRIu64 ", \"digest\": \"%015" PRIx64 "\"}",
            piece->first, job->rows, piece->rows, job->bytes, job->digest);
}

static void print_manifest(FILE *stream, const struct rt_manifest *manifest)
{
    fputs("{\n  ", stream);
    print_member(stream, "program", manifest->db->program->name);
    fprintf(stream, ",\n  \"algorithm\": %d,\n  \"seed\": %" PRIu64 ",\n  ", RT_ALGORITHM,
            manifest->db->seed);
    print_member(stream, "format", rt_formats[manifest->format].name);
    fprintf(stream, ",\n  \"part\": %" PRIu64 ",\n  \"parts\": %" PRIu64 ",\n  ", manifest->part,
            manifest->parts);
    print_member(stream, "header", manifest->own ? "each" : "once");
    fprintf(stream, ",\n  \"digest_modulus\": %" PRIu64 ",\n  \"files\": [", RT_DIGEST_MODULUS);
    for (size_t i = 0; i < manifest->job_count; i++) {
        fputs(i ? ",\n" : "\n", stream);
        print_file(stream, &manifest->jobs[i]);
    }
    fputs("\n  ]\n}\n", stream);
}

bool rt_manifest_write(const struct rt_manifest *manifest, int folder, const char *name)
{
    char *text = NULL;
    size_t size;
    FILE *stream = open_memstream(&text, &size);
    if (!stream)
        return false;
    print_manifest(stream, manifest);
    bool printed = !ferror(stream);
    if (fclose(stream) != 0 || !printed) {
        free(text);
        errno = ENOMEM;
        return false;
    }
    struct rt_file file;
    bool written = rt_file_create(&file, folder, name) && rt_file_write(&file, text, size, 0) &&
                   rt_file_close(&file) && rt_file_rename(&file);
    int error = errno;
    rt_file_discard(&file);
    free(text);
    errno = error;
    return written;
}
