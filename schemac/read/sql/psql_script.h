/* psql_script.h: files written for psql, as psql would send them: with the values of its variables, without
 * the parts that \if leaves out, and with the files that \i and \ir name. PostgreSQL documentation: psql,
 * "Meta-Commands", "Variables", "SQL Interpolation". */
#ifndef SCHEMAC_READ_SQL_PSQL_SCRIPT_H
#define SCHEMAC_READ_SQL_PSQL_SCRIPT_H

#include "base/list.h"
#include "base/map.h"
#include "base/text.h"
#include "diag/diag.h"
#include "diag/source.h"

typedef struct PsqlScript {
    const Source *source; /* what is sent, under the file's path; its lines are those of the file */
    LIST(struct PsqlScript *)
    included; /* for each meta-command left in it that psql_is_include takes; NULL: of a
                 file that could not be read */
} PsqlScript;

/* The script of a source; `variables` (name → Text *) are those that are set, and are changed as it does.
 * Warns of files that can't be read. */
PsqlScript *psql_script(Arena *arena, Diag *diag, const Source *source, Map *variables);

/* Appends the paths of all files that the source reads, and those that they read. */
void psql_included(Arena *arena, const Source *source, TextList *paths);

/* Whether a meta-command, from its backslash on, reads another file. */
bool psql_is_include(Text meta);

#endif
