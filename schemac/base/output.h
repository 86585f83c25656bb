/* output.h: what another program prints, run without a shell. */
#ifndef SCHEMAC_BASE_OUTPUT_H
#define SCHEMAC_BASE_OUTPUT_H

#include "base/arena.h"
#include "base/list.h"
#include "base/text.h"

/* The words as an array ended by NULL, as exec takes it. */
char **process_words(const TextList *words, Arena *arena);

/* Runs one program, the first word looked up in PATH, without a word to the user, and keeps its standard
 * output. Settings ("PGUSER=app") are added to the environment; NULL: none. False where it could not be run
 * or failed. */
bool process_output(const TextList *command, const TextList *settings, Arena *arena, Text *output);

#endif
