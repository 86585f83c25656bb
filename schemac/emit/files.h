/* files.h: the files of a generated program, made in memory and then written at once. */
#ifndef SCHEMAC_EMIT_FILES_H
#define SCHEMAC_EMIT_FILES_H

#include "diag/diag.h"
#include "plan/plan.h"

typedef struct GeneratedFile {
    Text name;    /* within the folder: "shop.h" */
    Text content; /* in the arena of the plan */
} GeneratedFile;
typedef LIST(GeneratedFile) GeneratedFileList;

/* Every file of the program: headers, one C file for each table, the descriptors, main, a Makefile, and
 * copies of the C files that rules name. False where one of those can't be read. */
bool files_generate(const Plan *plan, GeneratedFileList *files, Diag *diag);

/* A hash of names and contents: equal programs have equal ones. */
uint64_t files_hash(const GeneratedFileList *files);

/* Writes the files into the folder, which is made where it is missing, with the folders above it. A file
 * whose content is there already keeps its time; others are written beside and renamed, so that a failure
 * leaves none half written. */
bool files_write(const GeneratedFileList *files, Text folder, Arena *arena, Diag *diag);

/* Makes a folder and those above it. */
bool files_make_folder(Text folder, Arena *arena, Diag *diag);

#endif
