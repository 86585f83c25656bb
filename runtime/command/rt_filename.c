/* File names for tables. */
#include "rt_filename.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define BASE_MAX 160 /* bytes of a base name before "~N"; parts and suffix follow */

static bool is_safe(const char *at, bool first)
{
    if ((*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || (*at >= '0' && *at <= '9') || *at == '_')
        return true;
    return (*at == '.' || *at == '-') && !first;
}

/* FNV-1a, to tell long names apart that begin alike. */
static uint64_t hash(const char *text)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
    return hash;
}

/* A name made safe, with room behind for "~" and 16 letters, at most BASE_MAX. */
static void print_safe(char *base, const char *name)
{
    char *at = base;
    for (const char *from = name; *from; from++) {
        if (at - base > BASE_MAX - 20) {
            sprintf(at, "~%016" PRIx64, hash(name));
            return;
        }
        if (is_safe(from, from == name))
            *at++ = *from;
        else
            at += sprintf(at, "%%%02X", (unsigned char)*from);
    }
    *at = '\0';
}

/* The table's name, outside public with its schema and a dot before it, made safe; NULL where memory
 * is out. */
static char *make_base(const struct rt_table *table)
{
    bool is_public = strcmp(table->schema, "public") == 0;
    size_t size = strlen(table->schema) + strlen(table->name) + 2;
    char *name = malloc(size), *base = malloc(BASE_MAX + 32);
    if (name && base) {
        snprintf(name, size, "%s%s%s", is_public ? "" : table->schema, is_public ? "" : ".", table->name);
        print_safe(base, name);
    } else {
        free(base);
        base = NULL;
    }
    free(name);
    return base;
}

/* A base name, its place in the program, and which of those that are alike it is, from 1. */
struct entry {
    char *base;
    uint16_t index;
    unsigned alike;
};

static int compare_entries(const void *a, const void *b)
{
    const struct entry *left = a, *right = b;
    int order = strcasecmp(left->base, right->base);
    return order ? order : (left->index > right->index) - (left->index < right->index);
}

/* Gives all but the first of the names that are alike a number; the manifest has its name first. */
static void number_alike(struct entry *entries, size_t count)
{
    qsort(entries, count, sizeof *entries, compare_entries);
    for (size_t i = 0; i < count; i++) {
        bool same = i && strcasecmp(entries[i].base, entries[i - 1].base) == 0;
        entries[i].alike =
            same ? entries[i - 1].alike + 1 : 1 + (strcasecmp(entries[i].base, "manifest") == 0);
    }
    for (size_t i = 0; i < count; i++)
        if (entries[i].alike > 1)
            sprintf(entries[i].base + strlen(entries[i].base), "~%u", entries[i].alike);
}

char **rt_filenames_of(const struct rt_program *program)
{
    size_t count = program->table_count;
    char **names = calloc(count + 1, sizeof *names);
    struct entry *entries = calloc(count + 1, sizeof *entries);
    bool complete = names && entries;
    for (size_t i = 0; complete && i < count; i++) {
        names[i] = make_base(program->tables[i]);
        entries[i] = (struct entry){names[i], (uint16_t)i, 0};
        complete = names[i];
    }
    if (complete)
        number_alike(entries, count);
    free(entries);
    if (complete)
        return names;
    rt_filenames_free(names, program);
    return NULL;
}

void rt_filenames_free(char **names, const struct rt_program *program)
{
    for (size_t i = 0; names && i < program->table_count; i++)
        free(names[i]);
    free(names);
}

void rt_filename_make(char name[RT_FILENAME_SIZE], const char *base, uint64_t part, uint64_t parts,
                      const char *suffix)
{
    char number[24];
    if (parts <= 1) {
        snprintf(name, RT_FILENAME_SIZE, "%s.%s", base, suffix);
        return;
    }
    int width = snprintf(number, sizeof number, "%" PRIu64, parts);
    snprintf(name, RT_FILENAME_SIZE, "%s.%0*" PRIu64 "-of-%s.%s", base, width, part, number, suffix);
}
