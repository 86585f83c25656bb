/* read_folder.h: a folder of migrations as a source. */
#ifndef SCHEMAC_READ_READ_FOLDER_H
#define SCHEMAC_READ_READ_FOLDER_H

#include "base/list.h"
#include "base/text.h"

/* Whether the path is a folder that can be looked at. */
bool folder_is(Arena *arena, Text path);

/* The whole path of a folder or file, of whatever it was called; as it was given where it cannot be found
 * out. */
Text folder_path(Arena *arena, Text path);

/* Appends the paths of the .sql files in the folder and those below, in the order in which they are to be
 * applied. Names that say that a file takes a change back (x.down.sql, down.sql, U2__x.sql) are left out;
 * beside files named for Flyway all others are. Of a folder with a plan of sqitch they are what that deploys.
 * False with errno set where a folder cannot be read. */
bool folder_files(Arena *arena, Text path, TextList *files);

#endif
