/* compile.h: running the C compiler on a generated program. */
#ifndef SCHEMAC_EMIT_COMPILE_H
#define SCHEMAC_EMIT_COMPILE_H

#include "emit/files.h"

typedef struct CompileOptions {
    const char *compiler; /* --cc, else $CC, else cc */
    const char *flags;    /* --cflags, separated by blanks; NULL: -O2 */
    unsigned jobs;        /* compilers at a time; 0: one for each processor */
} CompileOptions;

/* Where the runtime's headers and archive are. */
typedef struct RuntimePaths {
    const char *include; /* a folder that holds rt_generated.h */
    const char *archive; /* librt.a */
    const char *server;  /* librt_server.a: the commands that need libpq */
} RuntimePaths;

/* Seconds that the stages took, for the summary. */
typedef struct CompileTimes {
    double compile, link;
    unsigned compiled, kept; /* C files compiled, and those that were up to date */
} CompileTimes;

/* Finds the runtime beside this program's own folder, or below $SCHEMAC_RUNTIME; reports where it is not
 * there. */
bool compile_find_runtime(RuntimePaths *paths, Arena *arena, Diag *diag);

/* Compiles what is not up to date, links the program, and archives the library with only the program's own
 * names exported. The compiler's own messages are shown. */
bool compile_program(const Plan *plan, const GeneratedFileList *files, Text folder,
                     const CompileOptions *options, CompileTimes *times, Diag *diag);

#endif
